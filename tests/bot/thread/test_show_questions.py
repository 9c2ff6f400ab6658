"""What a run asks is drawn into its thread once, at once, and again when something came of it."""

from datetime import UTC, datetime

from bot.desk import Desk
from bot.thread import pace
from bot.thread.run import show_run
from models import AgentRun, Question, RunStatus
from models.session import transaction
from playground.slack.client import SlackPerson, plain_text
from playground.slack.wire import Payload
from tests.bot.rows import given_plan, given_question, given_run, reread


def _given_run(desk: Desk, person: SlackPerson) -> tuple[AgentRun, Payload]:
    root = person.say("a chore of mine")
    run = given_run(desk.engine, given_plan(desk.engine, thread=root["ts"]), RunStatus.RUNNING)
    return run, root


def _withdraw(desk: Desk, question: Question) -> None:
    with transaction(desk.engine) as session:
        session.get_one(Question, question.id).withdrawn_at = datetime.now(UTC)


def test_a_question_is_posted_once(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_run(desk, ana)
    question = given_question(desk.engine, run)
    show_run(desk, run.id)
    show_run(desk, run.id)
    message, _card = ana.replies(root)
    assert reread(desk.engine, question).message == message["ts"]


def test_a_question_does_not_wait_until_it_is_the_cards_turn(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_run(desk, ana)
    question = given_question(desk.engine, run)
    pace.take_turn(desk.redis, run.id, 60)
    show_run(desk, run.id)
    (message,) = ana.replies(root)
    assert reread(desk.engine, question).message == message["ts"]


def test_a_question_that_was_withdrawn_loses_its_buttons(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_run(desk, ana)
    question = given_question(desk.engine, run)
    show_run(desk, run.id)
    _withdraw(desk, question)
    show_run(desk, run.id)
    assert "No longer needed" in plain_text(ana.replies(root)[0])


def test_a_question_that_was_over_before_it_could_be_posted_is_not_posted(
    desk: Desk, ana: SlackPerson
) -> None:
    run, root = _given_run(desk, ana)
    _withdraw(desk, given_question(desk.engine, run))
    show_run(desk, run.id)
    (card,) = ana.replies(root)
    assert card["ts"] == reread(desk.engine, run).message


def test_each_question_of_a_run_has_a_message_of_its_own(desk: Desk, ana: SlackPerson) -> None:
    run, root = _given_run(desk, ana)
    first = given_question(desk.engine, run)
    show_run(desk, run.id)
    _withdraw(desk, first)
    second = given_question(desk.engine, run, prompt="Pay the invoice?")
    show_run(desk, run.id)
    drawn = {each["ts"]: plain_text(each) for each in ana.replies(root)}
    assert "No longer needed" in drawn[reread(desk.engine, first).message or ""]
    assert "Pay the invoice?" in drawn[reread(desk.engine, second).message or ""]
