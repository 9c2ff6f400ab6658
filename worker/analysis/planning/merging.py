"""The plans of a screencast's windows made one: numbered through, and nothing asked for twice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.plan import MOST_QUESTIONS, Action, Basis, ComputerUsePlan, Step, fill_in
from worker.analysis.planning.fitness import check_fits_a_plan
from worker.analysis.planning.inputs import Inputs
from worker.analysis.planning.windows import Window

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
    steps = [step for part in parts for step in _steps(part, inputs)]
    check_fits_a_plan(len(steps))
    questions = dict.fromkeys(question for part in parts for question in part.plan.questions)
    return ComputerUsePlan(
        goal=parts[-1].plan.goal,
        start_url=parts[0].plan.start_url,
        steps=[step.model_copy(update={"number": number}) for number, step in enumerate(steps, start=1)],
        credentials=inputs.credentials,
        parameters=inputs.parameters,
        success_criteria=parts[-1].plan.success_criteria,
        questions=list(questions)[:MOST_QUESTIONS],
    )


def _steps(part: Part, inputs: Inputs) -> Iterator[Step]:
    """Yield the steps of a part, with events and frames counted from the whole evidence's first."""
    credentials = {needed.name: inputs.take_credential(needed) for needed in part.plan.credentials}
    wording = _wording(part.plan, credentials, inputs)
    for step in part.plan.steps:
        if not _repeats_the_way_in(step, part.window):
            yield _reworded(_recounted(step, part.window), credentials, wording)


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
        name: fill_in(text, wording)
        for name in ("instruction", "target", "url", "value", "expected")
        if isinstance(text := getattr(step, name), str)
    }
    if step.action is Action.SHELL and step.value:
        # A command names its secrets as a shell does.
        texts["value"] = _VARIABLE.sub(
            lambda found: f"${credentials.get(found[1]) or found[1]}", texts["value"]
        )
    credential = credentials.get(step.credential) if step.credential else None
    return step.model_copy(update={**texts, "credential": credential})
