"""What no plan asks for and no approval allows: other schemes, other files, acts without a look."""

import posixpath
import re

from worker.execution.guard.act import Act
from worker.execution.guard.fields import roles_by_field, targets_of
from worker.execution.guard.promises import irreversible_deeds
from worker.execution.guard.sight import Sight
from worker.execution.tool_calls import browser_tool, text_of

_OTHER_SCHEME = re.compile(r"(?!https?:|about:blank$)[a-z][a-z0-9+.-]*:(?![0-9]+(?:/|$))", re.IGNORECASE)
_LOOK_FIRST = (
    "It is not known what this does by now. Take a browser_snapshot of the page, then act on an element by "
    "its reference there (such as e7)."
)
_LOOK_AT_ALL = "This key may press any button of the page. Take a browser_snapshot of all of it first."
_NO_FIELD = (
    "The last snapshot shows no field of that kind there. Type into text fields only; click what is none."
)
_SEVERAL = (
    "Several things could be hit there. Click the very button, link or text that you mean, by its reference."
)


def refusal(act: Act, sight: Sight) -> str | None:
    """Return why an act is out of the question, for the agent; None if it is not."""
    match browser_tool(act.tool):
        case "navigate" | "tabs" if _OTHER_SCHEME.match(text_of(act.given, "url").strip()):
            return "Only web pages (http and https) can be opened."
        case "file_upload" if not all(map(_is_in_workspace, act.given.get("paths") or [])):
            return "Only files in /workspace can be uploaded, by their absolute path."
        case "click" if any(map(irreversible_deeds, act.hit_within())):
            return _SEVERAL
        case "handle_dialog" if act.given.get("accept") and act.dialog is None:
            return "No dialog is known to be open. Take a browser_snapshot and read what it asks first."
        case _:
            return _without_look(act, sight) or _wrong_field(act, sight)


def _without_look(act: Act, sight: Sight) -> str | None:
    if _acts_unseen(act, sight):
        return _LOOK_FIRST
    return _LOOK_AT_ALL if act.may_press_others and not sight.sees_whole_page else None


def _acts_unseen(act: Act, sight: Sight) -> bool:
    """Whether anything that it works on is not in the last snapshot, or only named by a selector."""
    unseen = any(sight.element_of(ref) is None for ref in targets_of(act.tool, act.given))
    return unseen or (act.ref is not None and act.element is None)


def _wrong_field(act: Act, sight: Sight) -> str | None:
    """Refuse to type into what is no field: a key on a button presses it."""
    elements = [(sight.element_of(ref), roles) for ref, roles in roles_by_field(act.tool, act.given)]
    fits = all(element is not None and element.role in roles for element, roles in elements)
    return None if fits else _NO_FIELD


def _is_in_workspace(path: object) -> bool:
    return posixpath.normpath(str(path)).startswith("/workspace/")
