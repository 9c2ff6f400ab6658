"""Who is asking, and where: what every listener is handed."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import BoltContext, BoltResponse

from bot.desk import Desk
from bot.services.people import Visitor
from bot.slack import Place
from models.errors import UnderstudyError

#: What Slack sent: JSON whose shape Slack documents and whose content people chose.
Payload = dict[str, Any]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visit:
    """One request from Slack: somebody did something somewhere."""

    desk: Desk
    visitor: Visitor
    place: Place | None = None  #: None in a dialog
    response_url: str | None = None
    event: str | None = None  #: id of the event, the same when Slack repeats it

    def tell(self, text: str) -> None:
        """Say something that only the visitor sees; when even that fails, the log has to do."""
        for say in self._ways():
            try:
                say(text)
            except UnderstudyError as error:
                _log.warning("Could not answer %s: %s", self.visitor.member, error)
            else:
                return

    def _ways(self) -> Iterator[Callable[[str], None]]:
        """Yield how to reach the visitor: in the thread if it is known, as else the channel would show it."""
        if self.place and (self.place.thread or not self.response_url):
            yield partial(self.desk.slack.whisper, self.place, self.visitor.member)
        if self.response_url:
            yield partial(self.desk.slack.answer, self.response_url)


def introduce(desk: Desk) -> Callable[..., BoltResponse]:
    """Return the middleware that acknowledges at once and gives every listener its `visit`.

    Only a submitted dialog is acknowledged by its listener, because the answer is shown in it. All else is
    acknowledged before a thread is free to listen, so that a busy moment delays answers and never acks.
    """

    def introduce_visitor(
        context: BoltContext, body: Payload, next_: Callable[[], BoltResponse]
    ) -> BoltResponse:
        if body.get("type") != "view_submission":
            context.ack()
        channel = context.channel_id
        context["visit"] = Visit(
            desk=desk,
            visitor=Visitor(context.team_id or "", context.user_id or ""),
            place=Place(channel, _thread(body)) if channel else None,
            response_url=context.response_url,
            event=body.get("event_id"),
        )
        return next_()

    return introduce_visitor


def _thread(body: Payload) -> str | None:
    """Return the thread that something happened in, if it was one already."""
    message: Payload = body.get("event") or body.get("message") or {}
    return message.get("thread_ts")
