"""Who may answer what a run asks, with what, and how often."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.services.people import Visitor
from bot.services.questions import answer_question, choose_option, find_waiting_question
from models import AgentRun, Question, QuestionKind, RunStatus
from models.errors import IllegalTransition, NotAllowed, UserError
from models.question import DO_NOT, GO_AHEAD
from models.sealing import Binding, CannotUnseal, Sealed, Sealer, Unsealer
from models.session import transaction
from tests.bot.rows import ANA, BEN, given_person, given_plan, given_question, given_run, reread

CODE: dict[str, Any] = {"kind": QuestionKind.CODE, "options": [], "prompt": "The code from your app?"}
TEXT: dict[str, Any] = {"kind": QuestionKind.TEXT, "options": [], "prompt": "Which customer?"}


@pytest.fixture
def run(engine: Engine) -> AgentRun:
    return given_run(engine, given_plan(engine), RunStatus.RUNNING)


def _choose(engine: Engine, visitor: Visitor, question_id: uuid.UUID, index: int = 0) -> Question:
    with transaction(engine) as session:
        return choose_option(session, visitor, question_id, index)


def test_whoever_started_the_run_chooses(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run)
    _choose(engine, ANA, question.id, 1)
    now = reread(engine, question)
    assert (now.answer, now.answered_by, now.open) == (DO_NOT, run.user_id, False)


def test_a_helper_may_answer(engine: Engine) -> None:
    helper = given_person(engine, BEN)
    run = given_run(engine, given_plan(engine), RunStatus.RUNNING, helpers=[helper.id])
    question = _choose(engine, BEN, given_question(engine, run).id)
    assert (question.answer, question.answered_by) == (GO_AHEAD, helper.id)


@pytest.mark.parametrize("stranger", [BEN, Visitor("T0OTHER", "U0ANA")])
def test_a_stranger_may_neither_answer_nor_look(engine: Engine, run: AgentRun, stranger: Visitor) -> None:
    question = given_question(engine, run)
    with pytest.raises(NotAllowed, match="started this run"):
        _choose(engine, stranger, question.id)
    with pytest.raises(NotAllowed), transaction(engine) as session:
        find_waiting_question(session, stranger, question.id)
    assert reread(engine, question).open


def test_a_stranger_does_not_even_learn_that_it_was_answered(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run)
    _choose(engine, ANA, question.id)
    with pytest.raises(NotAllowed):
        _choose(engine, BEN, question.id)


def test_a_forged_question_id_leads_nowhere(engine: Engine, run: AgentRun) -> None:
    given_question(engine, run)
    with pytest.raises(UserError, match="no longer here"):
        _choose(engine, ANA, uuid.uuid4())


@pytest.mark.parametrize("index", [-1, 2])
def test_an_option_that_was_not_offered_is_refused(engine: Engine, run: AgentRun, index: int) -> None:
    question = given_question(engine, run)
    with pytest.raises(UserError, match="not among the answers"):
        _choose(engine, ANA, question.id, index)
    assert reread(engine, question).open


def test_words_are_no_answer_where_options_are_offered(engine: Engine, sealer: Sealer, run: AgentRun) -> None:
    question = given_question(engine, run)
    with pytest.raises(UserError, match="not among the answers"), transaction(engine) as session:
        answer_question(session, sealer, ANA, question.id, "Go ahead, I guess")


def test_an_answer_is_given_once(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run)
    _choose(engine, ANA, question.id)
    with pytest.raises(IllegalTransition, match="You have answered this already"):
        _choose(engine, ANA, question.id, 1)
    assert reread(engine, question).answer == GO_AHEAD


def test_of_two_people_who_click_at_once_one_wins_and_the_other_is_told_who(engine: Engine) -> None:
    helper = given_person(engine, BEN)
    run = given_run(engine, given_plan(engine), RunStatus.RUNNING, helpers=[helper.id])
    question = given_question(engine, run)
    together = threading.Barrier(2)

    def click(visitor: Visitor) -> str:
        together.wait()
        try:
            _choose(engine, visitor, question.id)
        except IllegalTransition as told:
            return str(told)
        return visitor.member

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(click, (ANA, BEN)), key=len)
    assert second == f"<@{first}> has answered this already."


def test_nobody_can_answer_after_the_deadline(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    with pytest.raises(IllegalTransition, match="too late"):
        _choose(engine, ANA, question.id)
    assert reread(engine, question).answered_at is None


def test_nobody_can_answer_what_was_withdrawn(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run, withdrawn_at=datetime.now(UTC))
    with pytest.raises(IllegalTransition, match="Nobody waits"):
        _choose(engine, ANA, question.id)


def test_nobody_can_answer_a_run_that_has_ended(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run)
    with transaction(engine) as session:
        session.get_one(AgentRun, run.id).move_to(RunStatus.CANCELLED)
    with pytest.raises(IllegalTransition, match="Nobody waits"):
        _choose(engine, ANA, question.id)


def test_nobody_can_answer_a_run_that_is_being_cancelled(engine: Engine, run: AgentRun) -> None:
    question = given_question(engine, run)
    with transaction(engine) as session:
        session.get_one(AgentRun, run.id).cancel_requested_at = datetime.now(UTC)
    with pytest.raises(IllegalTransition, match="Nobody waits"):
        _choose(engine, ANA, question.id)


def test_an_answer_in_words_is_kept_as_it_was_given(engine: Engine, sealer: Sealer, run: AgentRun) -> None:
    question = given_question(engine, run, **TEXT)
    with transaction(engine) as session:
        answer_question(session, sealer, ANA, question.id, "  The one in Bern ")
    assert reread(engine, question).answer == "The one in Bern"


@pytest.mark.parametrize(("answer", "says"), [("  ", "was empty"), ("x" * 3001, "at most 3000 characters")])
def test_an_unusable_answer_says_why(
    engine: Engine, sealer: Sealer, run: AgentRun, answer: str, says: str
) -> None:
    question = given_question(engine, run, **TEXT)
    with pytest.raises(UserError, match=says), transaction(engine) as session:
        answer_question(session, sealer, ANA, question.id, answer)
    assert reread(engine, question).open


def test_only_a_worker_can_read_a_one_time_code_and_only_as_the_answer_to_its_question(
    engine: Engine, sealer: Sealer, unsealer: Unsealer, run: AgentRun
) -> None:
    question = given_question(engine, run, **CODE)
    with transaction(engine) as session:
        answer_question(session, sealer, ANA, question.id, "481516")
    now = reread(engine, question)
    assert now.answer is None
    assert now.sealing_key
    assert now.sealed_answer
    sealed = Sealed(now.sealing_key, now.sealed_answer)
    assert unsealer.unseal(sealed, Binding(run.user_id, run.video_id, f"question:{question.id}")) == "481516"
    with pytest.raises(CannotUnseal):
        unsealer.unseal(sealed, Binding(run.user_id, run.video_id, f"question:{uuid.uuid4()}"))
