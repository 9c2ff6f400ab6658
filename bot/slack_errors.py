"""Slack's errors, turned into ours.

UnderstudyError
  * MessageGone          the message that was to be redrawn is no longer there
  * SlackRefused         Slack does not take what we sent: a bug of ours
  * UserError
    + NotInvited         the bot may not speak there
    + ClickedTooLate     a dialog could not be opened in time
    + VideoError
      - FileGone         a shared file was deleted, or cannot be seen
  * TransientError
    + SlackAway
  * ConfigurationError
    + TokenRefused
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Final

import httpx
from slack_sdk.errors import SlackApiError, SlackClientError

from models.errors import ConfigurationError, TransientError, UnderstudyError, UserError, VideoError


class MessageGone(UnderstudyError):  # noqa: N818 - reads as what it says
    """The message is no longer there, or can no longer be changed."""


class SlackRefused(UnderstudyError):  # noqa: N818
    """Slack did not take what was sent."""


class NotInvited(UserError):  # noqa: N818
    """I am not in that conversation. Invite me with `/invite @Understudy`, then try again."""


class ClickedTooLate(UserError):  # noqa: N818
    """That took Slack too long. Please click once more."""


class FileGone(VideoError):  # noqa: N818
    """I cannot see that file any more. Upload it again, or share a link to it."""


class SlackAway(TransientError):  # noqa: N818
    """Slack does not answer."""


class TokenRefused(ConfigurationError):  # noqa: N818
    """Slack does not accept SLACK_BOT_TOKEN."""


class Limited(Exception):  # noqa: N818 - not an error: Slack asks for a pause
    """Slack wants `seconds` of silence on this method."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


_BY_CODE: Final[dict[str, type[UnderstudyError]]] = {
    "message_not_found": MessageGone,
    "cant_update_message": MessageGone,
    "edit_window_closed": MessageGone,
    "not_in_channel": NotInvited,
    "channel_not_found": NotInvited,
    "is_archived": NotInvited,
    "restricted_action": NotInvited,
    "user_not_in_channel": NotInvited,
    "expired_trigger_id": ClickedTooLate,
    "exchanged_trigger_id": ClickedTooLate,
    "file_not_found": FileGone,
    "file_deleted": FileGone,
    "internal_error": SlackAway,
    "fatal_error": SlackAway,
    "service_unavailable": SlackAway,
    "request_timeout": SlackAway,
    "invalid_auth": TokenRefused,
    "not_authed": TokenRefused,
    "account_inactive": TokenRefused,
    "token_revoked": TokenRefused,
    "token_expired": TokenRefused,
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise our errors instead of Slack's and the network's.

    Raises:
        Limited: answered with 429.
    """
    try:
        yield
    except SlackApiError as error:
        raise _translate(error) from None  # its text quotes the whole answer
    except (SlackClientError, httpx.TransportError, HTTPException, OSError) as error:
        raise SlackAway from error


def _translate(error: SlackApiError) -> Exception:
    answer = error.response
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return Limited(_retry_after(answer.headers))
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or not isinstance(answer.data, dict):
        return SlackAway()
    code = str(answer.get("error", "no reason given"))
    if code == "missing_scope":
        needed = answer.get("needed")
        return ConfigurationError(f"The app lacks the scope {needed}: install it from manifest.yml again.")
    known = _BY_CODE.get(code)
    return known() if known else SlackRefused(f"Slack refused: {code}.")


def _retry_after(headers: Mapping[str, str]) -> float:
    # Slack's client adds a second spelling of this header to the first.
    return next((float(value) for name, value in headers.items() if name.lower() == "retry-after"), 1.0)
