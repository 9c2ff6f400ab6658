"""What both ways of delivery have in common."""

from dataclasses import dataclass
from typing import Literal, Protocol

from playground.slack.wire import Payload

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Retry:
    """The number of this retry, from 1, and why there is one."""

    number: int
    reason: str


class NotAcknowledgedError(Exception):
    """The app did not answer in time, answered with an error, or is not there."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  #: as Slack names it


class Transport(Protocol):
    """Brings one payload to the app."""

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Payload:
        """Return what the app acknowledged with, empty when with nothing.

        Raises:
            NotAcknowledgedError: when it did not.
        """
        ...
