"""What people say in the thread of a run that is going, on its way to the agent."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, any_, or_, select
from sqlalchemy.orm import Session

from bot.services.people import Visitor, find_person
from bot.services.questions import LONGEST_ANSWER, answer_question, find_open_question
from models import AgentRun, Guidance, Question, QuestionKind, User, Video
from models.errors import UserError
from models.run import GOING
from models.sealing import Sealer

#: What could be nothing but a one-time code: 4 to 10 digits, perhaps in groups.
_CODE: Final = re.compile(r"\d(?:[ -]?\d){3,9}")

PASSED_ON: Final = "Passed on to the run."
STILL_WAITING: Final = "Passed on to the run. It still waits for an answer: use the buttons of its question."
ANSWERED: Final = "Taken as the answer."
CODE_TAKEN: Final = (
    "Taken as the code. Everybody here can read your message: better delete it, and use the button next time."
)
NOT_A_CODE: Final = (
    "This run waits for a one-time code. Click *Enter the code* and give it there: "
    "everybody here could read it in the thread."
)


@dataclass(frozen=True)
class Reply:
    """Something a person said in a thread, without the chat's markup."""

    channel: str
    thread: str  #: timestamp id of the message that the thread hangs on
    text: str


def pass_on(session: Session, sealer: Sealer, visitor: Visitor, reply: Reply) -> str | None:
    """Hand a reply to the run that it is meant for, as an answer if it waits for one.

    Returns what to tell its author; None if they have no run to steer there.

    Raises:
        UserError: it is too long.
    """
    run = find_steered_run(session, visitor, reply.channel, reply.thread)
    if run is None or not reply.text:
        return None
    question = find_open_question(session, run)
    if question and question.kind is QuestionKind.CODE:
        return _give_code(session, sealer, visitor, question, reply.text)
    if question and not question.options:
        answer_question(session, sealer, visitor, question.id, reply.text)
        return ANSWERED
    _keep(session, visitor, run, reply.text)
    return STILL_WAITING if question else PASSED_ON


def find_steered_run(session: Session, visitor: Visitor, channel: str, thread: str) -> AgentRun | None:
    """Return the run in a thread that this visitor may steer: their newest, or the newest they help with."""
    return session.scalars(_steered_runs(visitor, channel, thread).limit(1)).one_or_none()


def _steered_runs(visitor: Visitor, channel: str, thread: str) -> Select[AgentRun]:
    # Not `find_person`: people who merely talk in a thread get no row.
    person = (
        select(User.id)
        .where(User.workspace == visitor.workspace, User.member == visitor.member)
        .scalar_subquery()
    )
    own = AgentRun.user_id == person
    return (
        select(AgentRun)
        .join(Video)
        .where(
            Video.channel == channel,
            Video.thread == thread,
            AgentRun.status.in_(GOING),
            AgentRun.cancel_requested_at.is_(None),
            or_(own, person == any_(AgentRun.helpers)),
        )
        .order_by(own.desc(), AgentRun.created_at.desc())
    )


def _give_code(session: Session, sealer: Sealer, visitor: Visitor, question: Question, text: str) -> str:
    if not _CODE.fullmatch(text):
        return NOT_A_CODE
    answer_question(session, sealer, visitor, question.id, re.sub(r"\D", "", text))
    return CODE_TAKEN


def _keep(session: Session, visitor: Visitor, run: AgentRun, text: str) -> None:
    if len(text) > LONGEST_ANSWER:
        raise UserError(f"That is too long for the run. Say it in at most {LONGEST_ANSWER} characters.")
    session.add(Guidance(run_id=run.id, author_id=find_person(session, visitor).id, text=text))
