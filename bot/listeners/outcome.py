"""What a person hears when something cannot be done: one clear sentence, or an id to ask an operator with."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

from slack_bolt import Ack

from bot.blocks.elements import notice
from bot.blocks.modals import HELPERS, SITES
from bot.blocks.text import without_marks
from bot.listeners.visit import Visit
from models.errors import TransientError, UserError

Arguments = ParamSpec("Arguments")

#: Seconds that an outage may be waited out while somebody looks at a dialog; Slack gives up after three.
DIALOG_PATIENCE: Final = 1.5

_AWAY: Final = "Something I depend on is away for a moment. Please try again in a minute."

_log = logging.getLogger(__name__)


def explains_errors(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Tell the visitor why their click, command or message led to nothing."""
    return _explaining(listener, _tell)


def explains_errors_in_dialog(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Show in place of the dialog why submitting it led to nothing."""
    return _explaining(listener, _replace_dialog)


def explains_errors_in_form(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Show at the form's first field why submitting it led to nothing; what was filled in stays.

    A form without a field for what its plan needs is replaced.
    """
    return _explaining(listener, _mark_form)


def hears_once(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Listen to an event that Slack repeats only once, or again if the first time failed."""

    @wraps(listener)
    def listen(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        visit = _visit(kwargs)
        with visit.desk.once(f"event:{visit.event}") as first:
            if first:
                listener(*args, **kwargs)

    return listen


# Bolt's own error handler will not do: an error soon after the ack makes Bolt forget that ack.
def _explaining(
    listener: Callable[Arguments, None], say: Callable[[dict[str, Any], str], object]
) -> Callable[Arguments, None]:
    @wraps(listener)
    def listen(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            listener(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the last one to see it
            say(kwargs, _explain(error))

    return listen


def _tell(arguments: dict[str, Any], text: str) -> None:
    _visit(arguments).tell(text)


def _replace_dialog(arguments: dict[str, Any], text: str) -> None:
    _ack(arguments)(response_action="update", view=notice("That did not work", text))


def _mark_form(arguments: dict[str, Any], text: str) -> None:
    fields = [block["block_id"] for block in arguments["view"]["blocks"] if block["type"] == "input"]
    first = next((field for field in fields if field not in {HELPERS, SITES}), None)
    if first is None:  # else it would look as if the wrong people or sites were chosen
        _replace_dialog(arguments, text)
    else:
        _ack(arguments)(response_action="errors", errors={first: without_marks(text)})


def _explain(error: Exception) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, TransientError):
        _log.warning("%s", error)
        return _AWAY
    reference = secrets.token_hex(4)
    _log.error("Reference %s", reference, exc_info=error)
    return f"That is a mistake of mine. Tell whoever runs me this reference: `{reference}`"


def _visit(arguments: dict[str, Any]) -> Visit:
    visit: Visit = arguments["visit"]
    return visit


def _ack(arguments: dict[str, Any]) -> Ack:
    ack: Ack = arguments["ack"]
    return ack
