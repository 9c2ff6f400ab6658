"""Whether a step shows on the page after it was done."""

from dataclasses import dataclass

from models.plan import Action, Step
from playground.practice.finding import find
from playground.practice.snapshot import Page
from playground.practice.wording import what_shows


@dataclass(frozen=True)
class Observation:
    held: bool
    words: str


def observe(step: Step, target: str | None, page: Page) -> Observation:
    """Look for what `step` should have changed; an element that is gone went with its page."""
    element = None
    if step.action in {Action.TYPE, Action.SELECT, Action.CHECK, Action.UNCHECK}:
        element = find(page, step.action, target)
    if element is None:
        return Observation(held=True, words=what_shows(page))
    if step.action in {Action.CHECK, Action.UNCHECK}:
        ticked = "checked" in element.flags
        words = f"“{element.name}” is {'ticked' if ticked else 'clear'}."
        return Observation(held=ticked == (step.action is Action.CHECK), words=words)
    if step.credential:
        return Observation(held=True, words=f"{step.credential} is in “{element.name}”.")
    return Observation(held=bool(element.text), words=f"“{element.name}” reads “{element.text}”.")
