"""What is said in a thread finds the run it is meant for, as an answer or as guidance."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.services.guidance import (
    ANSWERED,
    CODE_TAKEN,
    NOT_A_CODE,
    PASSED_ON,
    STILL_WAITING,
    Reply,
    pass_on,
)
from bot.services.people import Visitor
from models import AgentRun, Guidance, Question, QuestionKind, RunStatus, User
from models.errors import UserError
from models.sealing import Sealer
from models.session import transaction
from tests.bot.rows import (
    ANA,
    BEN,
    Shared,
    every,
    given_person,
    given_plan,
    given_question,
    given_run,
    reread,
)

#: Says a text in the thread of `shared`, and returns what its author is told.
Say = Callable[[Visitor, str], str | None]


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return given_plan(engine)


@pytest.fixture
def say(engine: Engine, sealer: Sealer, shared: Shared) -> Say:
    def say_in_thread(visitor: Visitor, text: str) -> str | None:
        reply = Reply(shared.video.channel, shared.video.thread, text)
        with transaction(engine) as session:
            return pass_on(session, sealer, visitor, reply)

    return say_in_thread


def _ask(engine: Engine, shared: Shared, kind: QuestionKind) -> Question:
    run = given_run(engine, shared, RunStatus.RUNNING)
    return given_question(engine, run, kind=kind, options=[], prompt="What is it?")


@pytest.mark.parametrize("status", [RunStatus.PENDING, RunStatus.RUNNING])
def test_what_the_requester_says_is_kept_for_their_run(
    engine: Engine, shared: Shared, say: Say, status: RunStatus
) -> None:
    run = given_run(engine, shared, status)
    assert say(ANA, "Use the second customer") == PASSED_ON
    (guidance,) = every(engine, Guidance)
    assert (guidance.run_id, guidance.author_id) == (run.id, shared.owner.id)
    assert (guidance.text, guidance.delivered_at) == ("Use the second customer", None)


def test_a_helper_is_heard_as_well(engine: Engine, shared: Shared, say: Say) -> None:
    helper = given_person(engine, BEN)
    given_run(engine, shared, RunStatus.RUNNING, helpers=[helper.id])
    assert say(BEN, "Use the second customer") == PASSED_ON
    assert every(engine, Guidance)[0].author_id == helper.id


def test_others_talk_among_themselves_and_leave_no_trace(engine: Engine, shared: Shared, say: Say) -> None:
    given_run(engine, shared, RunStatus.RUNNING)
    assert say(BEN, "Delete everything") is None
    assert every(engine, Guidance) == []
    assert [person.member for person in every(engine, User)] == [ANA.member]


def test_nothing_is_passed_on_when_no_run_is_going(engine: Engine, shared: Shared, say: Say) -> None:
    given_run(engine, shared, RunStatus.COMPLETED)
    assert say(ANA, "Thank you!") is None
    assert every(engine, Guidance) == []


def test_a_run_that_is_stopping_listens_no_more(engine: Engine, shared: Shared, say: Say) -> None:
    given_run(engine, shared, RunStatus.RUNNING, cancel_requested_at=datetime.now(UTC))
    assert say(ANA, "Wait!") is None


def test_another_thread_is_another_matter(engine: Engine, sealer: Sealer, shared: Shared) -> None:
    given_run(engine, shared, RunStatus.RUNNING)
    with transaction(engine) as session:
        assert pass_on(session, sealer, ANA, Reply(shared.video.channel, "1.1", "Hello")) is None


def test_of_several_runs_the_newest_is_meant(engine: Engine, shared: Shared, say: Say) -> None:
    start = datetime.now(UTC)
    runs = [
        given_run(engine, shared, RunStatus.RUNNING, created_at=start + timedelta(seconds=age))
        for age in (1, 3, 2)
    ]
    say(ANA, "Use the second customer")
    assert every(engine, Guidance)[0].run_id == runs[1].id


def test_a_run_of_ones_own_is_meant_before_one_that_one_helps_with(
    engine: Engine, shared: Shared, say: Say
) -> None:
    helper = given_person(engine, BEN)
    own = given_run(engine, shared, RunStatus.RUNNING)
    with transaction(engine) as session:
        session.get_one(AgentRun, own.id).user_id = helper.id
    given_run(engine, shared, RunStatus.RUNNING, helpers=[helper.id])
    say(BEN, "Use the second customer")
    assert every(engine, Guidance)[0].run_id == own.id


def test_a_reply_answers_a_question_for_words(engine: Engine, shared: Shared, say: Say) -> None:
    question = _ask(engine, shared, QuestionKind.TEXT)
    assert say(ANA, "The one in Bern") == ANSWERED
    assert reread(engine, question).answer == "The one in Bern"
    assert every(engine, Guidance) == []


@pytest.mark.parametrize("code", ["4815", "481516", "481 516", "481-516", "4815162342"])
def test_a_bare_code_answers_a_question_for_one(engine: Engine, shared: Shared, say: Say, code: str) -> None:
    question = _ask(engine, shared, QuestionKind.CODE)
    assert say(ANA, code) == CODE_TAKEN
    now = reread(engine, question)
    assert (now.answer, now.sealed_answer is None) == (None, False)


@pytest.mark.parametrize("text", ["481", "48151623421", "It is 481516", "481  516", "no idea"])
def test_anything_else_is_pointed_to_the_button_and_kept_nowhere(
    engine: Engine, shared: Shared, say: Say, text: str
) -> None:
    question = _ask(engine, shared, QuestionKind.CODE)
    assert say(ANA, text) == NOT_A_CODE
    assert reread(engine, question).open
    assert every(engine, Guidance) == []


def test_words_do_not_press_a_button(engine: Engine, shared: Shared, say: Say) -> None:
    question = given_question(engine, given_run(engine, shared, RunStatus.RUNNING))
    assert say(ANA, "Go ahead") == STILL_WAITING
    assert reread(engine, question).open
    assert every(engine, Guidance)[0].text == "Go ahead"


def test_what_is_too_long_is_not_cut_in_silence(engine: Engine, shared: Shared, say: Say) -> None:
    given_run(engine, shared, RunStatus.RUNNING)
    with pytest.raises(UserError, match="at most 3000 characters"):
        say(ANA, "x" * 3001)
