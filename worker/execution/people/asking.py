"""Asking a person: the run waits, its thread shows the question, and the answer comes back, once."""

import asyncio
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import select

from models import Question, QuestionKind, RunStatus
from models.base import utc_now
from models.patience import insist
from models.sealing import Binding, Sealed
from models.session import transaction
from worker.execution.current_run import CurrentRun
from worker.execution.stopping import Stop

#: How a one-time code is called in logs, instead of what it is.
CODE_NAME: Final = "ONE_TIME_CODE"

_POLL_SECONDS = 0.3

_Result = TypeVar("_Result")


class NoAnswer(Exception):  # noqa: N818 - reads as what it says
    """The run is being stopped before anybody answered."""


@dataclass(frozen=True)
class Asked:
    """One question to the person in charge."""

    kind: QuestionKind
    prompt: str
    options: tuple[str, ...] = ()  #: to choose from; empty: whatever they write
    step: int | None = None  #: the step an approval is for


class Asker:
    """Asks one run's questions, one at a time."""

    def __init__(self, run: CurrentRun) -> None:
        self._run = run
        self._engine = run.workbench.engine
        self._settings = run.workbench.settings
        self._turn = asyncio.Lock()

    async def ask(self, asked: Asked) -> str:
        """Return the answer, however long that takes; the time is not counted as work.

        Raises:
            NoAnswer: the run is being stopped, perhaps because nobody answered in time.
            Superseded: the run is no longer this worker's.
        """
        asked = self._cleaned(asked)
        async with self._turn:
            answered_before = await _in_thread(partial(self._take_answer_of, asked))
            question = answered_before or await self._put_to_person(asked)
        if question.taken_at is None:
            self._run.stop(Stop.UNANSWERED)
            raise NoAnswer
        return self._read(question)

    async def quiet(self) -> None:
        """Return once no question is open: nothing new is begun while a person is asked."""
        async with self._turn:
            pass

    def _cleaned(self, asked: Asked) -> Asked:
        redacted = self._run.journal.redacted  # and not cut: what is approved is read to its end
        return replace(asked, prompt=redacted(asked.prompt), options=tuple(map(redacted, asked.options)))

    async def _put_to_person(self, asked: Asked) -> Question:
        """Ask and wait; an answer that comes while the run is being stopped is left for the next worker."""
        question_id = await _in_thread(partial(self._put, asked))
        self._run.journal.info(f"Asked: {asked.prompt}")
        goes_on = False
        try:
            await self._wait(question_id)
            goes_on = self._run.stopping.why is None
        finally:
            question = await _in_thread(partial(self._close, question_id, take=goes_on))
        return question

    def _take_answer_of(self, asked: Asked) -> Question | None:
        """Take what was answered to an earlier worker that was lost before it could read it."""
        same = (
            Question.run_id == self._run.assignment.run_id,
            Question.kind == asked.kind,
            Question.prompt == asked.prompt,
            Question.options == list(asked.options),
            Question.step.is_not_distinct_from(asked.step),
        )
        unread = Question.answered_at.is_not(None), Question.taken_at.is_(None)
        newest = select(Question).where(*same, *unread, Question.withdrawn_at.is_(None))
        with transaction(self._engine) as session:
            self._run.progress.own(session)
            question = session.scalar(newest.order_by(Question.answered_at.desc()).limit(1))
            if question is not None:
                question.taken_at = utc_now()
            return question

    def _put(self, asked: Asked) -> uuid.UUID:
        patience = timedelta(minutes=self._settings.question_minutes)
        question = Question(
            run_id=self._run.assignment.run_id,
            kind=asked.kind,
            prompt=asked.prompt,
            options=list(asked.options),
            step=asked.step,
            expires_at=utc_now() + patience,
        )
        with transaction(self._engine) as session:
            self._run.progress.own(session).move_to(RunStatus.WAITING)
            session.add(question)
        return question.id

    async def _wait(self, question_id: uuid.UUID) -> None:
        """Wait until there is an answer, or there will be none."""
        while self._run.stopping.why is None:
            began = time.monotonic()
            question = await _in_thread(partial(self._look, question_id))
            if not question.open or question.expires_at <= utc_now():
                return
            await self._run.stopping.begun(_POLL_SECONDS)
            self._run.signs.waited_seconds += time.monotonic() - began

    def _look(self, question_id: uuid.UUID) -> Question:
        with transaction(self._engine) as session:
            return session.get_one(Question, question_id)

    def _close(self, question_id: uuid.UUID, *, take: bool) -> Question:
        """Go on with the run, and let nobody answer any more. Whoever answers locks the same rows."""
        with transaction(self._engine) as session:
            run = self._run.progress.own(session)
            question = session.get_one(Question, question_id, with_for_update=True)
            if question.open:
                question.withdrawn_at = utc_now()
            elif take:
                question.taken_at = utc_now()
            run.move_to(RunStatus.RUNNING)
            return question

    def _read(self, question: Question) -> str:
        if question.kind is QuestionKind.CODE:
            return self._unsealed(question)
        answer = question.answer or ""
        self._run.journal.info(f"Answered: {answer}")
        return answer

    def _unsealed(self, question: Question) -> str:
        sealed = Sealed(question.sealing_key or "", question.sealed_answer or b"")
        whose = (self._run.assignment.user_id, self._run.assignment.video_id)
        code = self._settings.unsealer.unseal(sealed, Binding(*whose, question.sealing_name))
        self._run.journal.secrets.add_code(CODE_NAME, code)
        self._run.journal.info("Answered with a one-time code.")
        return code


async def _in_thread(action: Callable[[], _Result]) -> _Result:
    return await asyncio.to_thread(insist, action)
