"""The plans of a screencast's windows made one: numbered through, and nothing asked for twice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.plan import (
    LONGEST_LABEL,
    LONGEST_LINE,
    LONGEST_URL,
    LONGEST_VALUE,
    MOST_QUESTIONS,
    Action,
    Basis,
    ComputerUsePlan,
    Step,
    fill_in,
)
from worker.analysis.planning.fitness import check_fits_a_plan
from worker.analysis.planning.inputs import Inputs
from worker.analysis.planning.windows import Window

#: The texts of a step in which placeholders may stand, and how long they may be.
_LONGEST = {
    "instruction": LONGEST_LINE,
    "target": LONGEST_LABEL,
    "url": LONGEST_URL,
    "value": LONGEST_VALUE,
    "expected": LONGEST_LINE,
}
_VARIABLE = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Part:
    """The plan of one window, which counts events and frames from the window's own first."""

    window: Window
    plan: ComputerUsePlan


def merge(parts: Sequence[Part]) -> ComputerUsePlan:
    """Return one plan for all windows; equal parts give equal plans. At least one part is needed.

    Where it leads to, and how to tell, is what the last part says: it was drawn knowing the others.

    Raises:
        VideoError: together they have more steps than a plan can hold.
    """
    inputs = Inputs()
    plans = [_fitted(part, inputs) for part in parts]
    steps = [step for plan in plans for step in plan.steps]
    check_fits_a_plan(len(steps))
    questions = dict.fromkeys(question for plan in plans for question in plan.questions)
    return ComputerUsePlan(
        goal=plans[-1].goal,
        start_url=plans[0].start_url,
        steps=[step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1)],
        credentials=inputs.credentials,
        parameters=inputs.parameters,
        success_criteria=plans[-1].success_criteria,
        questions=list(questions)[:MOST_QUESTIONS],
    )


def _fitted(part: Part, inputs: Inputs) -> ComputerUsePlan:
    """Return a part's plan with the names that inputs have in all, counting from the first event of all."""
    plan = part.plan
    credentials = {needed.name: inputs.take_credential(needed) for needed in plan.credentials}
    wording = _wording(plan, credentials, inputs)
    steps = [step for step in plan.steps if not _repeats_the_way_in(step, part.window)]
    return plan.model_copy(
        update={
            "goal": fill_in(plan.goal, wording)[:LONGEST_LINE],
            "steps": [_reworded(_recounted(step, part.window), credentials, wording) for step in steps],
            "success_criteria": [fill_in(text, wording)[:LONGEST_LINE] for text in plan.success_criteria],
            "questions": [fill_in(text, wording)[:LONGEST_LINE] for text in plan.questions],
        }
    )


def _repeats_the_way_in(step: Step, window: Window) -> bool:
    """Whether a step only opens what the window before had left open."""
    begins = step.number == 1 and window.first_event > 0
    return begins and step.action is Action.NAVIGATE and step.basis is Basis.INFERRED


def _wording(plan: ComputerUsePlan, credentials: Mapping[str, str | None], inputs: Inputs) -> dict[str, str]:
    """Return what placeholders become: another name, or the shown value if there are too many names."""
    named = {each.name: (inputs.take_parameter(each), each.default or "") for each in plan.parameters}
    wording = {old: f"{{{new}}}" if new else shown for old, (new, shown) in named.items()}
    return wording | {old: f"{{{new or old}}}" for old, new in credentials.items()}


def _recounted(step: Step, window: Window) -> Step:
    events = [number + window.first_event for number in step.events]
    frame = None if step.frame is None else step.frame + window.first_frame
    return step.model_copy(update={"events": events, "frame": frame})


def _reworded(step: Step, credentials: Mapping[str, str | None], wording: Mapping[str, str]) -> Step:
    texts = {
        name: fill_in(text, wording)[:most]
        for name, most in _LONGEST.items()
        if isinstance(text := getattr(step, name), str)
    }
    if step.action is Action.SHELL and step.value:
        # A command names its secrets as a shell does.
        texts["value"] = _VARIABLE.sub(
            lambda found: f"${credentials.get(found[1]) or found[1]}", texts["value"]
        )
    credential = credentials.get(step.credential) if step.credential else None
    return step.model_copy(update={**texts, "credential": credential})
