"""Telling what happens in a thread, line by line, as it grows."""

from collections.abc import Iterable

from playground.slack.client import plain_text
from playground.slack.wire import Payload


class Narrator:
    """Prints each line of each message once, also when the message is drawn again."""

    def __init__(self) -> None:
        self._told: set[tuple[str, str]] = set()

    def say(self, text: str) -> None:
        """Announce what the demo does next."""
        print(f"\n== {text}", flush=True)

    def tell(self, messages: Iterable[Payload]) -> None:
        for message in messages:
            speaker = "bot" if message.get("bot_id") else message.get("user", "")
            for line in plain_text(message).splitlines():
                self._tell_line(message["ts"], speaker, line.strip())

    def _tell_line(self, timestamp: str, speaker: str, line: str) -> None:
        if line and (timestamp, line) not in self._told:
            self._told.add((timestamp, line))
            print(f"{speaker:>6} | {line}", flush=True)
