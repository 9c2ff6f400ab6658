"""What a person hears when something cannot be done: one clear sentence, or an id to ask an operator with."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec

from slack_bolt import Ack

from bot.blocks.elements import notice
from bot.listeners.visit import Visit
from models.errors import TransientError, UserError

Arguments = ParamSpec("Arguments")

#: Seconds that an outage may be waited out while somebody looks at a dialog; Slack gives up after three.
DIALOG_PATIENCE: Final = 1.5

_AWAY: Final = "Something I depend on is away for a moment. Please try again in a minute."

_log = logging.getLogger(__name__)


# Bolt's own error handler will not do: an error soon after the ack makes Bolt forget that ack.
def explains_errors(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Tell the visitor why their click, command or message led to nothing."""

    @wraps(listener)
    def listen(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            listener(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the last one to see it
            _visit(kwargs).tell(_explain(error))

    return listen


def explains_errors_in_dialog(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Show in the dialog why submitting it led to nothing."""

    @wraps(listener)
    def listen(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            listener(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the last one to see it
            _ack(kwargs)(response_action="update", view=notice("That did not work", _explain(error)))

    return listen


def hears_once(listener: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Listen to an event that Slack repeats only once, or again if the first time failed."""

    @wraps(listener)
    def listen(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        visit = _visit(kwargs)
        with visit.desk.once(f"event:{visit.event}") as first:
            if first:
                listener(*args, **kwargs)

    return listen


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
