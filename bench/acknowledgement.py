"""How soon the bot acknowledges fifty people who click at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.figures import Figure
from bench.workplace import Measured
from playground.slack.client import SlackPerson
from tests.stories.plans import shell_plan

_PEOPLE = 50
_ROUNDS = 2  #: each click opens a dialog, and Slack allows a hundred a minute


def measure(measured: Measured) -> list[Figure]:
    plan = measured.story.given(shell_plan("true"))
    people = [SlackPerson(measured.workplace.page, "U0ANA") for _ in range(_PEOPLE)]

    def click(person: SlackPerson) -> None:
        person.click(plan, "implement")

    with ThreadPoolExecutor(_PEOPLE) as crowd:
        for _ in range(_ROUNDS):
            list(crowd.map(click, people))
    for person in people:
        person.close()
    seconds = _seconds_until_acknowledged(measured.recording)[-_PEOPLE * _ROUNDS :]
    return [Figure("50 clicks at once -> acknowledged", seconds, "s", 0.3, percentile=99)]


def _seconds_until_acknowledged(recording: Path) -> list[float]:
    """Return what the stand-in measured, from sending a click to the bot's acknowledgement."""
    entries = (json.loads(line) for line in recording.read_text().splitlines())
    return [entry["seconds"] for entry in entries if entry["kind"] == "ack"]
