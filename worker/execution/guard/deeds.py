"""What an approval is for: one deed, known by the page and the command, and not the step it happens in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from models.irreversible_labels import deeds_in
from models.plan import Action, Step
from worker.execution.guard.act import Act
from worker.execution.guard.called import is_called
from worker.execution.guard.elements import Element, Filled
from worker.execution.guard.expected import telling_beside
from worker.execution.guard.promises import irreversible_deeds
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import browser_tool, text_of

_WORD = re.compile(r"\w+")
#: Where on a page, in words of the server or the model: what is there is known by its own label.
_PLACES = frozenset({"element", "target"})
#: What goes on by itself: times of day, and how long ago something was or how long it still takes.
_CLOCK = re.compile(
    r"\b\d{1,2}:\d{2}(?::\d{2})?\b|"
    r"\b(?:\d+|an?|just|a few) ?(?:s|sec|m|min|h|hour|minute|second|moment|now)s?\b"
)


@dataclass(frozen=True)
class Deed:
    """What would happen; two that are equal do the same thing in the same place."""

    tool: str
    where: str  #: host and path of the page
    what: str  #: the label, role and row, the command, the message of the dialog or the address
    how: str = ""  #: all else that the call says
    filled_in: tuple[Filled, ...] = ()  #: what stands in the fields of the page
    beside: frozenset[str] = frozenset()  #: what else there tells it apart from others, such as a sum
    place: str = ""  #: the frame, and the element itself if no words tell it from others
    leads_to: tuple[str, ...] = ()  #: the address that it opens, what is chosen and what its keys may press
    text: str = ""  #: what is written beside it; empty if that is not known


def deed_of(act: Act, step: Step, sight: Sight) -> Deed | None:
    """Return what an act does in a step; None if too little is known of it to tell it again."""
    how = json.dumps(_without_places(act.given), default=str)
    if act.command:
        return Deed(act.tool, "", act.command, act.scripts)
    if act.dialog is not None:
        return Deed(act.tool, "", act.dialog.message, how)
    if browser_tool(act.tool) in {"navigate", "tabs"}:
        return Deed(act.tool, "", text_of(act.given, "url"), how)
    if act.chooser is not None:
        return Deed(act.tool, "", "\n".join((act.chooser.role, *act.chooser.labels)), how)
    if act.element is None:
        return None
    called = act.element.labels or (act.ref or "",)  # which stays while the page is open
    what = "\n".join((act.element.role, *called, act.row))
    beside, text = telling_beside(act, step, sight), _CLOCK.sub("", sight.text_beside(act.ref or ""))
    place, filled_in = sight.place_of(act.ref or ""), sight.filled_in
    return Deed(
        act.tool, _page(act.page_url), what, how, filled_in, beside, place, _leads_to(act, step), text
    )


def _without_places(given: Any) -> Any:  # noqa: ANN401 - as JSON is
    """Return what a call says, in one order, without where."""
    if isinstance(given, list):
        return [_without_places(each) for each in given]
    if not isinstance(given, Mapping):
        return given
    return {name: _without_places(given[name]) for name in sorted(given.keys() - _PLACES)}


def _leads_to(act: Act, step: Step) -> tuple[str, ...]:
    """Return what happens by an act beside what it is called: of what keys may press, what matters."""
    pressed = (each for each in act.pressed if irreversible_deeds(each) or is_called(each, step.target))
    return (act.opens, *map(_told, (*act.chosen, *pressed)))


def _told(element: Element) -> str:
    return "\n".join((element.role, *element.labels, element.address))


def is_named_by(step: Step, act: Act) -> bool:
    """Whether an act is what a step says, and promises nothing that the step does not say."""
    if act.command:
        planned = step.action is Action.SHELL and bool(step.value)
        return act.is_target_of(step) if planned else not (step.target or act.looks_irreversible)
    if not act.promised <= deeds_in(f"{step.target or ''}. {step.instruction}"):
        return False
    match browser_tool(act.tool):
        case "navigate" | "tabs" if step.url:
            return act.opens == step.url
        case "press_key" if act.element is None and step.action is Action.PRESS:
            return text_of(act.given, "key") == step.value
        case _ if step.target:
            return act.element is not None and is_called(act.element, step.target)
        case _:
            return not act.promised or _says_all(step.instruction, act)


def _says_all(instruction: str, act: Act) -> bool:
    """Whether every word of what is promised stands in the instruction: another account is another deed."""
    said = set(_WORD.findall(instruction.casefold()))
    labels = act.element.labels if act.element else ()
    return bool(labels) and all(said.issuperset(_WORD.findall(label.casefold())) for label in labels)


def _page(url: str | None) -> str:
    parts = urlsplit(url or "")
    return f"{parts.netloc}{parts.path}"
