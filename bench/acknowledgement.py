"""How soon the bot acknowledges fifty people who click at once."""

import time
from concurrent.futures import ThreadPoolExecutor

from bench.figures import Figure
from bench.workplace import Measured
from playground.slack.client import SlackPerson
from tests.stories.plans import shell_plan

_PEOPLE = 50
_ROUNDS = 2  #: each click opens a dialog, and Slack allows a hundred a minute


def measure(measured: Measured) -> list[Figure]:
    plan = measured.story.given(shell_plan("true"))
    people = [SlackPerson(measured.workplace.page, "U0ANA") for _ in range(_PEOPLE)]

    def click(person: SlackPerson) -> float:
        begun = time.perf_counter()
        person.click(plan, "implement")
        return time.perf_counter() - begun

    with ThreadPoolExecutor(_PEOPLE) as crowd:
        seconds = [taken for _ in range(_ROUNDS) for taken in crowd.map(click, people)]
    for person in people:
        person.close()
    return [Figure("50 clicks at once -> acknowledged", seconds, "s", 0.3, percentile=99)]
