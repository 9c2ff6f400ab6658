"""Slack waits three seconds for an ack; people should not."""

import time
from concurrent.futures import ThreadPoolExecutor

from bot.desk import Desk
from bot.thread.run import show_run
from models import RunStatus
from playground.slack.client import SlackPerson
from playground.slack.settings import SlackSettings
from tests.bot.rows import given_plan, given_run

CLICKS = 50


def test_fifty_clicks_at_once_are_acknowledged_in_time_and_all_answered(
    listening: Desk, workspace: SlackSettings, ana: SlackPerson, ben: SlackPerson
) -> None:
    root = ana.say("a chore of mine")
    run = given_run(listening.engine, given_plan(listening.engine, thread=root["ts"]), RunStatus.RUNNING)
    show_run(listening, run.id)
    (card,) = ana.replies(root)

    def click(_: int) -> float:
        with SlackPerson(workspace.base_url, "U0BEN") as person:
            started = time.monotonic()
            person.click(card, "cancel_run")
            return time.monotonic() - started

    with ThreadPoolExecutor(CLICKS) as crowd:
        seconds = sorted(crowd.map(click, range(CLICKS)))
    assert seconds[-1] < 3
    ben.wait_for(lambda: len(ben.ephemeral()) == CLICKS)
