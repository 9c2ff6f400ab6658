"""The card of a run follows its rows."""

import time
import uuid

from sqlalchemy import Engine

from bot.desk import Desk
from bot.thread import pace
from bot.thread.run import show_run
from models import AgentLog, AgentRun, LogLevel, RunStatus
from models.jobs import SHOW_RUN, QueueName, nudge, take_nudge
from models.session import transaction
from playground.slack.client import SlackPerson, plain_text
from playground.slack.wire import Payload
from tests.bot.conftest import Settle
from tests.bot.rows import given_plan, given_run, reread, waiting


def _given_card(desk: Desk, person: SlackPerson) -> tuple[AgentRun, Payload]:
    root = person.say("a chore of mine")
    run = given_run(desk.engine, given_plan(desk.engine, thread=root["ts"]), RunStatus.RUNNING)
    show_run(desk, run.id)
    return run, root


def _log(engine: Engine, run_id: uuid.UUID, seq: int, message: str, level: LogLevel = LogLevel.INFO) -> None:
    with transaction(engine) as session:
        session.add(AgentLog(run_id=run_id, seq=seq, level=level, message=message))


def test_the_first_picture_is_drawn_at_once(desk: Desk, ana: SlackPerson) -> None:
    started = time.monotonic()
    run, root = _given_card(desk, ana)
    assert time.monotonic() - started < pace.interval(1)
    (card,) = ana.replies(root)
    assert reread(desk.engine, run).message == card["ts"]


def test_new_lines_are_drawn_into_the_same_message(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_card(desk, ana)
    _log(desk.engine, run.id, 1, "Opened http://orchard.test/login")
    show_run(desk, run.id)
    (card,) = ana.replies(root)
    assert "Opened http://orchard.test/login" in plain_text(card)


def test_details_for_debugging_stay_out_of_the_thread(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_card(desk, ana)
    _log(desk.engine, run.id, 1, "snapshot of 400 lines", LogLevel.DEBUG)
    show_run(desk, run.id)
    assert "snapshot" not in plain_text(ana.replies(root)[0])


def test_pictures_keep_their_distance(desk: Desk, ana: SlackPerson) -> None:
    run, _ = _given_card(desk, ana)
    started = time.monotonic()
    show_run(desk, run.id)
    assert time.monotonic() - started >= 1


def test_many_changes_become_few_pictures_and_the_last_is_never_lost(
    desk: Desk, ana: SlackPerson, settle: Settle
) -> None:
    run, root = _given_card(desk, ana)
    for seq in range(1, 41):
        _log(desk.engine, run.id, seq, f"line {seq}")
        nudge(desk.redis, SHOW_RUN, run.id)
    assert waiting(desk.redis, QueueName.THREAD) == [("bot.jobs.show_run", str(run.id))]
    with transaction(desk.engine) as session:
        session.get_one(AgentRun, run.id).move_to(RunStatus.COMPLETED)
    nudge(desk.redis, SHOW_RUN, run.id)
    settle(lambda: "Completed" in plain_text(ana.replies(root)[0]))
    assert "line 40" in plain_text(ana.replies(root)[0])


def test_a_worker_does_not_sleep_long_for_one_card(desk: Desk, ana: SlackPerson) -> None:
    run, _ = _given_card(desk, ana)
    pace.take_turn(desk.redis, run.id, 60)
    show_run(desk, run.id)
    assert waiting(desk.redis, QueueName.THREAD) == [("bot.jobs.show_run", str(run.id))]
    assert take_nudge(desk.redis, SHOW_RUN, run.id)


def test_a_deleted_card_is_posted_anew(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_card(desk, ana)
    first = ana.replies(root)[0]
    desk.slack.client.chat_delete(channel=first["channel"], ts=first["ts"])
    _log(desk.engine, run.id, 1, "still here")
    show_run(desk, run.id)
    (card,) = ana.replies(root)
    assert "still here" in plain_text(card)
    assert reread(desk.engine, run).message == card["ts"]


def test_an_unchanged_ended_run_is_not_drawn_again(desk: Desk, ana: SlackPerson) -> None:
    root = ana.say("a chore of mine")
    run = given_run(desk.engine, given_plan(desk.engine, thread=root["ts"]), RunStatus.COMPLETED)
    show_run(desk, run.id)
    before = ana.replies(root)[0]
    show_run(desk, run.id)
    assert ana.replies(root)[0] == before


def test_a_run_that_was_deleted_is_no_error(desk: Desk) -> None:
    show_run(desk, uuid.uuid4())


def test_many_runs_share_what_slack_allows_fairly() -> None:
    assert pace.interval(1) < 1.5
    assert pace.interval(30) == 40
