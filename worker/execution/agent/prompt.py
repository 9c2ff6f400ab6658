"""What the agent is told: the plan, the parameters and the names of the credentials, never a value."""

import json
from functools import cache
from importlib import resources
from string import Template

from models.plan import ComputerUsePlan, CredentialKind
from worker.execution.assignment import Assignment
from worker.inert import inert

START = "Carry out the plan."
REMINDER = "The run is not finished until you call run_finished: say there how it ended."

# Where in the video a step was seen helps its reviewer, not its doer.
_OF_THE_VIDEO = {"steps": {"__all__": {"events", "frame", "timestamp", "confidence"}}}

_HOW_TO_TYPE = {
    CredentialKind.STATIC: (
        "- In the browser type a credential's NAME as the text; the browser puts the value in. The shell has "
        "an environment variable of that name if a command of the plan uses it."
    ),
    CredentialKind.TOTP: (
        "- For one of kind `totp` have its field in sight, call `current_code` with the NAME, and at once "
        "type the code that it tells. If there is no such tool, or no code for that NAME, ask a person."
    ),
}
_NONE_NEEDED = "- This plan needs none."


def system_prompt(assignment: Assignment) -> str:
    plan = assignment.plan
    return _template().substitute(
        plan=inert(plan.model_dump_json(exclude_defaults=True, exclude=_OF_THE_VIDEO)),
        parameters=inert(json.dumps(assignment.values, ensure_ascii=False)),
        credentials="\n".join(_how_to_type(plan)) or _NONE_NEEDED,
    )


def _how_to_type(plan: ComputerUsePlan) -> list[str]:
    needed = {credential.kind for credential in plan.credentials}
    return [sentence for kind, sentence in _HOW_TO_TYPE.items() if kind in needed]


@cache
def _template() -> Template:
    return Template(resources.files(__package__).joinpath("prompt.md").read_text("utf-8"))
