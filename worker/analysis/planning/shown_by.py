"""Which events show that a step's action was really done."""

from models.plan import Action
from worker.analysis.evidence import Event, EventKind

_SPACE = "space"
_SHOWN_BY = {
    Action.NAVIGATE: {EventKind.NAVIGATE, EventKind.TYPE},
    Action.CLICK: {EventKind.CLICK, EventKind.SELECT},
    Action.TYPE: {EventKind.TYPE},
    Action.SELECT: {EventKind.SELECT, EventKind.CLICK, EventKind.TYPE},
    Action.CHECK: {EventKind.CLICK, EventKind.SELECT, EventKind.KEY},
    Action.UNCHECK: {EventKind.CLICK, EventKind.SELECT, EventKind.KEY},
    Action.PRESS: {EventKind.KEY},
    Action.SCROLL: {EventKind.SCROLL},
    Action.SHELL: {EventKind.COMMAND, EventKind.TYPE},
    # What has an action of its own is not done "by whatever means".
    Action.OTHER: {EventKind.NEW_TAB, EventKind.SWITCH_TAB, EventKind.NAVIGATE},
}
_TICKS = {Action.CHECK: "checked", Action.UNCHECK: "unchecked"}


def shows(event: Event, action: Action) -> bool:
    """Whether `event` is `action` being done; a click is a tick only where the tick was seen."""
    if event.kind not in _SHOWN_BY[action]:
        return False
    if action not in _TICKS or event.kind is EventKind.SELECT:
        return True
    return (event.text or "").strip().casefold() in {_TICKS[action], _SPACE}
