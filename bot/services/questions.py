"""Answering what a run asks: by somebody who may, while it waits, and once."""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.text import mention
from bot.services.afterwards import nudge_afterwards
from bot.services.people import Visitor, find_person
from bot.services.permissions import require_may_steer
from models import AgentRun, Question, QuestionKind, User
from models.base import utc_now
from models.errors import IllegalTransition, UserError
from models.jobs import SHOW_RUN
from models.sealing import Binding, Sealer

LONGEST_ANSWER: Final = 3000  #: characters


def choose_option(session: Session, visitor: Visitor, question_id: uuid.UUID, index: int) -> Question:
    """Answer a question with one of its options, counted from 0.

    Raises:
        NotAllowed: the visitor may not answer for this run.
        IllegalTransition: nobody waits for the answer any more, or it has been given.
        UserError: there is no such question, or no such option.
    """
    question = find_waiting_question(session, visitor, question_id)
    if not 0 <= index < len(question.options):
        raise UserError("That is not among the answers to this question. Choose one of those it shows.")
    question.answer = question.options[index]
    return _note_answered(session, visitor, question)


def answer_question(
    session: Session, sealer: Sealer, visitor: Visitor, question_id: uuid.UUID, answer: str
) -> Question:
    """Answer a question in words; a one-time code is sealed, so that only a worker can read it.

    Raises:
        NotAllowed: the visitor may not answer for this run.
        IllegalTransition: nobody waits for the answer any more, or it has been given.
        UserError: there is no such question, or it does not take this answer.
    """
    question = find_waiting_question(session, visitor, question_id)
    answer = _require_acceptable(question, answer.strip())
    if question.kind is QuestionKind.CODE:
        _seal(session, sealer, question, answer)
    else:
        question.answer = answer
    return _note_answered(session, visitor, question)


def find_waiting_question(session: Session, visitor: Visitor, question_id: uuid.UUID) -> Question:
    """Return a question that waits for the visitor's answer; nobody else can answer it until the commit.

    Raises:
        NotAllowed: the visitor may not answer for this run.
        IllegalTransition: nobody waits for the answer any more, or it has been given.
        UserError: there is no such question.
    """
    question = session.get(Question, question_id)
    if question is None:
        raise UserError("This question is no longer here.")
    # The run before its question, as everybody does: in any other order two could wait for each other.
    run = session.get_one(AgentRun, question.run_id, with_for_update=True, populate_existing=True)
    session.refresh(question, with_for_update=True)
    person = find_person(session, visitor)
    require_may_steer(person, run)
    _require_waiting(session, person, question, run)
    return question


def find_open_question(session: Session, run: AgentRun) -> Question | None:
    """Return what a run waits to be told, if it waits."""
    statement = select(Question).where(Question.run_id == run.id, Question.open)
    question = session.scalars(statement.order_by(Question.created_at.desc()).limit(1)).one_or_none()
    return question if question and is_waiting(question, run) else None


def is_waiting(question: Question, run: AgentRun) -> bool:
    """Whether an answer would still reach the run."""
    going = not run.status.ended and run.cancel_requested_at is None
    return going and question.open and utc_now() < question.expires_at


def _require_waiting(session: Session, person: User, question: Question, run: AgentRun) -> None:
    if question.answered_at is not None:
        raise IllegalTransition(f"{_name_answerer(session, person, question)} answered this already.")
    if is_waiting(question, run):
        return
    if utc_now() >= question.expires_at:
        raise IllegalTransition("It is too late to answer: the run ends here. Click *Retry* on its card.")
    raise IllegalTransition("Nobody waits for this answer any more. The card of the run says how it goes on.")


def _name_answerer(session: Session, person: User, question: Question) -> str:
    if question.answered_by == person.id:
        return "You have"
    answerer = session.get(User, question.answered_by) if question.answered_by else None
    return f"{mention(answerer.member)} has" if answerer else "Somebody has"


def _require_acceptable(question: Question, answer: str) -> str:
    if not answer:
        raise UserError("That was empty. Please give an answer.")
    if len(answer) > LONGEST_ANSWER:
        raise UserError(f"That is too long. Please answer in at most {LONGEST_ANSWER} characters.")
    if question.options and answer not in question.options:
        raise UserError("That is not among the answers to this question. Choose one of those it shows.")
    return answer


def _seal(session: Session, sealer: Sealer, question: Question, code: str) -> None:
    run = session.get_one(AgentRun, question.run_id)
    sealed = sealer.seal(code, Binding(run.user_id, run.video_id, question.sealing_name))
    question.sealed_answer, question.sealing_key = sealed.ciphertext, sealed.key_id


def _note_answered(session: Session, visitor: Visitor, question: Question) -> Question:
    question.answered_by = find_person(session, visitor).id
    question.answered_at = utc_now()
    nudge_afterwards(session, SHOW_RUN, question.run_id)
    return question
