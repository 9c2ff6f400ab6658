"""No plan keeps a secret's value: what is one becomes a credential, asked for by name."""

from collections.abc import Mapping

from models.plan import (
    LONGEST_LINE,
    LONGEST_VALUE,
    PLACEHOLDER,
    Action,
    ComputerUsePlan,
    NeededCredential,
    Step,
    fill_in,
)
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.inputs import Inputs, as_authenticator
from worker.analysis.secrecy.commands import conceal
from worker.analysis.secrecy.names import names_a_code, names_a_secret
from worker.analysis.wording import clip


def without_secret_values(plan: ComputerUsePlan, events: list[Event]) -> ComputerUsePlan:
    """Turn parameters that name a secret, and what was typed into password fields, into credentials."""
    inputs = Inputs(plan.credentials, plan.parameters)
    secrets = {credential.name: credential.name for credential in plan.credentials}
    for parameter in plan.parameters:
        if names_a_secret(f"{parameter.name} {parameter.label}"):
            secrets[parameter.name] = inputs.conceal(parameter)
    steps = [_without_value(step, secrets, inputs, events) for step in plan.steps]
    credentials = _with_authenticators(inputs.credentials, steps)
    return plan.model_copy(
        update={"steps": steps, "credentials": credentials, "parameters": inputs.parameters}
    )


def _without_value(step: Step, secrets: Mapping[str, str], inputs: Inputs, events: list[Event]) -> Step:
    """Let a step name its secret; `secrets` maps placeholders to credentials."""
    used = [secrets[name] for name in PLACEHOLDER.findall(step.value or "") if name in secrets]
    if step.action is Action.SHELL and step.value:
        return _with_variables(step, step.value, secrets, inputs)
    typed = [events[n] for n in step.events if 0 <= n < len(events) and events[n].kind is EventKind.TYPE]
    is_secret = any(event.secret for event in typed) or names_a_secret(step.target)
    if step.action is not Action.TYPE or not (is_secret or used or step.credential):
        return step
    place = next((event.url for event in typed), step.url)
    name = step.credential or next(iter(used), None) or inputs.credential(step.target, place)
    return step.model_copy(update={"value": None, "credential": name})


def _with_variables(step: Step, command: str, secrets: Mapping[str, str], inputs: Inputs) -> Step:
    """A shell has its credentials as environment variables."""
    named = fill_in(command, {name: f"${credential}" for name, credential in secrets.items()})
    concealed = conceal(named)[:LONGEST_VALUE]
    if concealed == command:
        return step
    inputs.variables(concealed)
    told = step.instruction if concealed == named else clip(f"Run {concealed}", LONGEST_LINE)
    return step.model_copy(update={"value": concealed, "instruction": told})


def _with_authenticators(credentials: list[NeededCredential], steps: list[Step]) -> list[NeededCredential]:
    """Ask for an authenticator app's key wherever a code of the moment was typed."""
    typed = {step.credential for step in steps if names_a_code(step.target)}
    return [
        as_authenticator(each) if each.name in typed or names_a_code(each.label) else each
        for each in credentials
    ]
