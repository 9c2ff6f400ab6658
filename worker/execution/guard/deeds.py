"""What an approval is for: one deed, known by the page and the command, and not the step it happens in."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.irreversible_labels import deeds_in
from models.plan import Action, Step
from worker.execution.guard.act import Act, is_called
from worker.execution.guard.elements import Filled
from worker.execution.tool_calls import browser_tool, text_of

_WORD = re.compile(r"\w+")
#: Where on a page, in words of the server or the model: what is there is known by its own label.
_PLACES = frozenset({"element", "target"})


@dataclass(frozen=True)
class Deed:
    """What would happen; two that are equal do the same thing in the same place."""

    tool: str
    where: str  #: host and path of the page
    what: str  #: the label, role and row, the command, the message of the dialog or the address
    how: str = ""  #: all else that the call says
    filled_in: tuple[Filled, ...] = ()  #: what stands in the fields of the page
    beside: frozenset[str] = frozenset()  #: what else there tells it apart from others, such as a sum


def deed_of(act: Act, filled_in: tuple[Filled, ...], beside: frozenset[str]) -> Deed | None:
    """Return what an act does; None if too little is known of it to tell it again."""
    how = json.dumps({name: act.given[name] for name in sorted(act.given.keys() - _PLACES)}, default=str)
    if act.command:
        return Deed(act.tool, "", act.command, act.scripts)
    if act.dialog is not None:
        return Deed(act.tool, "", act.dialog.message, how)
    if browser_tool(act.tool) == "navigate":
        return Deed(act.tool, "", text_of(act.given, "url"))
    if act.chooser is not None:
        return Deed(act.tool, "", "\n".join((act.chooser.role, *act.chooser.labels)), how)
    if act.element is None:
        return None
    called = act.element.labels or (act.ref or "",)  # which stays while the page is open
    what = "\n".join((act.element.role, *called, act.row))
    return Deed(act.tool, _page(act.page_url), what, how, filled_in, beside)


def is_named_by(step: Step, act: Act) -> bool:
    """Whether an act is what a step says, and promises nothing that the step does not say."""
    if act.command:
        planned = step.action is Action.SHELL and bool(step.value)
        return act.is_target_of(step) if planned else not (step.target or act.looks_irreversible)
    if not act.promised <= deeds_in(f"{step.target or ''}. {step.instruction}"):
        return False
    match browser_tool(act.tool):
        case "navigate" if step.url:
            return text_of(act.given, "url") == step.url
        case "press_key" if act.element is None and step.action is Action.PRESS:
            return text_of(act.given, "key") == step.value
        case _ if step.target:
            return act.element is not None and is_called(act.element, step.target)
        case _:
            return not act.promised or _says_all(step.instruction, act)


def follows(step: Step, act: Act) -> bool:
    """Whether an act only answers what the deed of a step made the page ask."""
    answers = act.dialog is not None or browser_tool(act.tool) == "file_upload"
    return answers and act.promised <= deeds_in(f"{step.target or ''}. {step.instruction}")


def _says_all(instruction: str, act: Act) -> bool:
    """Whether every word of what is promised stands in the instruction: another account is another deed."""
    said = set(_WORD.findall(instruction.casefold()))
    labels = act.element.labels if act.element else ()
    return bool(labels) and all(said.issuperset(_WORD.findall(label.casefold())) for label in labels)


def _page(url: str | None) -> str:
    parts = urlsplit(url or "")
    return f"{parts.netloc}{parts.path}"
