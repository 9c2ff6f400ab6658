"""Slack waits three seconds for an ack; people should not."""

from concurrent.futures import ThreadPoolExecutor

from bot.desk import Desk
from bot.thread.run import show_run
from models import RunStatus
from playground.slack.client import SlackPerson
from tests.bot.rows import given_plan, given_run

CLICKS = 50


def test_fifty_clicks_at_once_are_acknowledged_in_time_and_all_answered(
    listening: Desk, ana: SlackPerson, ben: SlackPerson
) -> None:
    root = ana.say("a chore of mine")
    run = given_run(listening.engine, given_plan(listening.engine, thread=root["ts"]), RunStatus.RUNNING)
    show_run(listening, run.id)
    (card,) = ana.replies(root)

    def click(_: int) -> None:
        ben.click(card, "cancel_run")  # raises when Slack would have given up waiting

    with ThreadPoolExecutor(CLICKS) as crowd:
        list(crowd.map(click, range(CLICKS)))
    ben.wait_for(lambda: len(ben.ephemeral()) == CLICKS)
