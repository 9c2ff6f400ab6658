"""A plan held against the evidence: what was not seen is marked as inferred, and no secret keeps a value."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.irreversible import looks_irreversible, step_is_irreversible
from models.plan import (
    LONGEST_LINE,
    MOST_PARAMETERS,
    MOST_QUESTIONS,
    PLACEHOLDER,
    Action,
    Basis,
    ComputerUsePlan,
    NeededCredential,
    Parameter,
    Step,
    fill_in,
)
from worker.analysis.evidence import Event, EventKind, Evidence
from worker.analysis.planning.inputs import Inputs, as_authenticator
from worker.analysis.secrecy import names_a_code, names_a_secret
from worker.analysis.web_address import host_of
from worker.analysis.wording import clip

_INFERRED = 0.5  #: the most confidence in what was not seen
_BY_A_CLICK = frozenset({Action.CLICK, Action.PRESS, Action.OTHER})
_VALUED = frozenset({Action.TYPE, Action.SELECT, Action.SHELL})


def hold_to_evidence(plan: ComputerUsePlan, evidence: Evidence) -> ComputerUsePlan:
    """Return `plan` with everything that the evidence does not bear out marked or taken away."""
    plan = _without_secret_values(plan, evidence)
    plan = _with_every_parameter(plan)
    seen = _Seen.of(evidence)
    steps = [_flagged(_held(step, plan, seen), evidence.events) for step in plan.steps]
    credentials = [_on_a_seen_host(credential, seen) for credential in plan.credentials]
    return plan.model_copy(
        update={
            "steps": steps,
            "credentials": _with_authenticators(credentials, steps),
            "questions": [*plan.questions, *_new_questions(plan, steps, seen)][:MOST_QUESTIONS],
        }
    )


@dataclass(frozen=True)
class _Seen:
    """Everything readable in the evidence, in one form that comparisons can rely on."""

    events: list[Event]
    text: str
    hosts: frozenset[str]

    @classmethod
    def of(cls, evidence: Evidence) -> "_Seen":
        told = [part for e in evidence.events for part in (e.label, e.text, e.url, e.app) if part]
        told += [utterance.text for utterance in evidence.transcript]
        hosts = {host_of(event.url) for event in evidence.events} - {None}
        return cls(evidence.events, "\n".join(map(_plain, told)), frozenset(filter(None, hosts)))

    def says(self, text: str | None) -> bool:
        return not text or _plain(text) in self.text

    def shows_address(self, url: str | None) -> bool:
        return not url or self.says(url.partition("://")[2].rstrip("/") or url)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _held(step: Step, plan: ComputerUsePlan, seen: _Seen) -> Step:
    """Keep only events that exist; a step that says more than the evidence is inferred."""
    events = [index for index in step.events if 0 <= index < len(seen.events)]
    held = step.model_copy(update={"events": events})
    if events and _is_borne_out(step, plan, seen):
        return held
    return held.model_copy(update={"basis": Basis.INFERRED, "confidence": min(step.confidence, _INFERRED)})


def _is_borne_out(step: Step, plan: ComputerUsePlan, seen: _Seen) -> bool:
    defaults = {parameter.name: parameter.default or "" for parameter in plan.parameters}
    value, url = fill_in(step.value or "", defaults), fill_in(step.url or "", defaults)
    says_value = step.action not in _VALUED or seen.says(value)
    return says_value and seen.says(step.target) and seen.shows_address(url)


def _flagged(step: Step, events: list[Event]) -> Step:
    """Flag what cannot be taken back, by what was seen and said: no model and no video can unflag it."""
    clicked = [events[index].label or "" for index in step.events if events[index].kind is EventKind.CLICK]
    shown = step.action in _BY_A_CLICK and any(map(looks_irreversible, clicked))
    return step.model_copy(update={"irreversible": shown or step_is_irreversible(step)})


def _with_authenticators(credentials: list[NeededCredential], steps: list[Step]) -> list[NeededCredential]:
    """Ask for an authenticator app's key wherever a code of the moment was typed."""
    typed = {step.credential for step in steps if names_a_code(step.target)}
    return [
        as_authenticator(each) if each.name in typed or names_a_code(each.label) else each
        for each in credentials
    ]


def _without_secret_values(plan: ComputerUsePlan, evidence: Evidence) -> ComputerUsePlan:
    """Turn parameters that name a secret, and what was typed into password fields, into credentials."""
    inputs = Inputs(plan.credentials, plan.parameters)
    secrets = {credential.name: credential.name for credential in plan.credentials}
    for parameter in plan.parameters:
        if names_a_secret(f"{parameter.name} {parameter.label}"):
            secrets[parameter.name] = inputs.conceal(parameter)
    steps = [_without_secret_value(step, secrets, inputs, evidence.events) for step in plan.steps]
    return plan.model_copy(
        update={"steps": steps, "credentials": inputs.credentials, "parameters": inputs.parameters}
    )


def _without_secret_value(
    step: Step, secrets: Mapping[str, str], inputs: Inputs, events: list[Event]
) -> Step:
    """Let a step name its secret; `secrets` maps placeholders to credentials."""
    used = [secrets[name] for name in PLACEHOLDER.findall(step.value or "") if name in secrets]
    if step.action is Action.SHELL and used:
        return step.model_copy(update={"value": _as_variables(step.value or "", secrets)})
    typed = [events[n] for n in step.events if 0 <= n < len(events) and events[n].kind is EventKind.TYPE]
    is_secret = any(event.secret for event in typed) or names_a_secret(step.target)
    if step.action is not Action.TYPE or not (is_secret or used or step.credential):
        return step
    place = next((event.url for event in typed), step.url)
    name = step.credential or next(iter(used), None) or inputs.credential(step.target, place)
    return step.model_copy(update={"value": None, "credential": name})


def _as_variables(command: str, secrets: Mapping[str, str]) -> str:
    """A shell has its credentials as environment variables."""
    return fill_in(command, {name: f"${credential}" for name, credential in secrets.items()})


def _with_every_parameter(plan: ComputerUsePlan) -> ComputerUsePlan:
    """List placeholders that stand in a step but not in the list: they will be asked for, without default."""
    known = {parameter.name for parameter in plan.parameters} | {c.name for c in plan.credentials}
    used = (name for s in plan.steps for name in PLACEHOLDER.findall(f"{s.value or ''}\n{s.url or ''}"))
    missing = [name for name in dict.fromkeys(used) if name not in known]
    added = [Parameter(name=name, label=name.replace("_", " ").capitalize()) for name in missing]
    return plan.model_copy(update={"parameters": [*plan.parameters, *added][:MOST_PARAMETERS]})


def _on_a_seen_host(credential: NeededCredential, seen: _Seen) -> NeededCredential:
    """A secret may only be bound to a site that was really shown."""
    host = (credential.host or "").lower()
    return credential.model_copy(update={"host": host if host in seen.hosts else None})


def _new_questions(plan: ComputerUsePlan, steps: list[Step], seen: _Seen) -> list[str]:
    addresses = {url for url in (plan.start_url, *(step.url for step in steps)) if url}
    unseen = sorted(url for url in addresses if not PLACEHOLDER.search(url) and not seen.shows_address(url))
    return [clip(f"{url} was not readable in the screencast. Is it right?", LONGEST_LINE) for url in unseen]
