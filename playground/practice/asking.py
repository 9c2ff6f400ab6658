"""What neither the plan nor its parameters tell is asked for: codes of the moment, and values."""

import re

from models.plan import Step
from playground.practice import moves
from playground.practice.inputs import Inputs
from playground.practice.progress import Progress
from playground.practice.toolbox import Do

_CODE = re.compile(r"\b\d{4,10}\b")
_NAMED_LIKE_CODES = re.compile(
    r"\b(one.?time|verification|security|authenticat\w+|confirmation|2fa|sms|otp)\b|\bcode\b", re.IGNORECASE
)


def value_or_question(
    step: Step, inputs: Inputs, progress: Progress, *, codes_are_stored: bool
) -> str | Do | None:
    """Return what to type for `step`, or the call that finds it out; None if that led to nothing."""
    known = inputs.typed_by(step)
    if known is not None:
        return known
    if codes_are_stored and inputs.takes_code(step) and not _failed(progress, "current_code"):
        return _code_in(_answer(progress, "current_code")) or moves.ask_for_code(step)
    if _failed(progress, "ask_person"):
        return None
    return _asked(step, inputs, progress)


def _asked(step: Step, inputs: Inputs, progress: Progress) -> str | Do:
    answer = _answer(progress, "ask_person")
    is_code = inputs.takes_code(step) or bool(_NAMED_LIKE_CODES.search(step.target or step.instruction))
    if answer is None:
        return moves.ask_person(_question(step, inputs), "code" if is_code else "text")
    return (_code_in(answer) if is_code else None) or answer


def _question(step: Step, inputs: Inputs) -> str:
    field = f"“{inputs.target_of(step)}”" if step.target else "the field"
    return f"Step {step.number} ({step.instruction}): what goes into {field}?"


def _answer(progress: Progress, tool: str) -> str | None:
    calls = progress.made(tool)
    return calls[-1].result.strip() if calls else None


def _failed(progress: Progress, tool: str) -> bool:
    return any(call.failed for call in progress.made(tool))


def _code_in(answer: str | None) -> str | None:
    found = _CODE.search(answer or "")
    return found[0] if found else None
