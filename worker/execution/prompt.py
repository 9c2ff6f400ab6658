"""What the agent is told: the plan, the parameters and the names of the credentials, never a value."""

import json
from functools import cache
from importlib import resources
from string import Template

from models.plan import ComputerUsePlan, NeededCredential
from worker.execution.progress import Assignment

START = "Carry out the plan."
REMINDER = "The run is not finished until you call run_finished: say there how it ended."

# Where in the video a step was seen helps its reviewer, not its doer.
_OF_THE_VIDEO = {"steps": {"__all__": {"events", "timestamp", "confidence"}}}


def system_prompt(assignment: Assignment) -> str:
    plan = assignment.plan
    return _template().substitute(
        plan=_inert(plan.model_dump_json(exclude_defaults=True, exclude=_OF_THE_VIDEO)),
        parameters=_inert(json.dumps(_values(plan, assignment.parameters), ensure_ascii=False)),
        credentials=", ".join(map(_described, plan.credentials)) or "none are needed.",
    )


def _values(plan: ComputerUsePlan, given: dict[str, str]) -> dict[str, str]:
    """Return every parameter's value: what was given, or what the video showed."""
    shown = {parameter.name: parameter.default for parameter in plan.parameters if parameter.default}
    return {**shown, **given}


def _inert(text: str) -> str:
    """Return JSON that cannot close the element it stands in: plans come from videos."""
    return text.replace("<", "\\u003c")


def _described(credential: NeededCredential) -> str:
    return f"{credential.name} (for {credential.host})" if credential.host else credential.name


@cache
def _template() -> Template:
    return Template(resources.files(__package__).joinpath("prompt.md").read_text("utf-8"))
