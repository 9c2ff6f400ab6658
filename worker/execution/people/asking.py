"""Asking a person: the run waits, its thread shows the question, and the answer comes back, once."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from models import Question, QuestionKind
from models.patience import insist
from models.question import is_shown_whole
from models.sealing import Binding, Sealed
from worker.execution.current_run import CurrentRun
from worker.execution.people.asked import Asked, NoAnswer, TooLong
from worker.execution.people.question_rows import QuestionRows
from worker.execution.stopping import Stop
from worker.wall.standing_still import go_on, halt

#: How a one-time code is called in logs, instead of what it is.
CODE_NAME: Final = "ONE_TIME_CODE"

_POLL_SECONDS = 0.3

_Result = TypeVar("_Result")


class Asker:
    """Asks one run's questions, one at a time."""

    def __init__(self, run: CurrentRun, workspace: Path) -> None:
        """`workspace`: of the run; everything behind the wall around it stands still while it waits."""
        self._run = run
        self._workspace = workspace
        patience = timedelta(minutes=run.workbench.settings.question_minutes)
        self._rows = QuestionRows(run.workbench.engine, run.progress, patience)
        self._turn = asyncio.Lock()
        self.waits = 0  #: how often the run waited for a person

    async def ask(self, asked: Asked) -> str:
        """Return the answer, however long that takes; the time is not counted as work.

        Raises:
            TooLong: they could not see all of it, so nobody was asked.
            NoAnswer: the run is being stopped, perhaps because nobody answered in time.
            Superseded: the run is no longer this worker's.
        """
        asked = self._cleaned(asked)
        if not is_shown_whole(asked.prompt):
            raise TooLong
        run_id = self._run.assignment.run_id
        async with self._turn:
            answered_before = await _in_thread(partial(self._rows.take_answer_of, run_id, asked))
            question = answered_before or await self._put_to_person(asked)
        if question.taken_at is None:
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
        self.waits += 1
        async with self._standing_still():
            question_id = await _in_thread(partial(self._rows.put, self._run.assignment.run_id, asked))
            gist, *_ = asked.prompt.split("\n", 1)  # the message of the question shows the rest
            self._run.journal.info(f"Asked: {gist}")
            goes_on = False
            try:
                await self._wait(question_id)
                goes_on = self._run.stopping.why is None
            finally:
                question = await _in_thread(partial(self._rows.close, question_id, take=goes_on))
            if question.taken_at is None:
                self._run.stop(Stop.UNANSWERED)
        return question

    @asynccontextmanager
    async def _standing_still(self) -> AsyncIterator[None]:
        """Nothing behind the wall does anything meanwhile, nor afterwards if the run is being stopped."""
        try:
            await asyncio.to_thread(halt, self._workspace)
            yield
        finally:
            if self._run.stopping.why is None:
                await asyncio.to_thread(go_on, self._workspace)

    async def _wait(self, question_id: uuid.UUID) -> None:
        """Wait until there is an answer, or there will be none."""
        while self._run.stopping.why is None:
            with self._counted():
                if not await _in_thread(partial(self._rows.is_waited_for, question_id)):
                    return
                await asyncio.to_thread(halt, self._workspace)  # again, should anything have escaped that
                await self._run.stopping.begun(_POLL_SECONDS)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count the time of a block as waited, be the answer there at the first look."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._run.signs.waited_seconds += time.monotonic() - began

    def _read(self, question: Question) -> str:
        if question.kind is QuestionKind.CODE:
            return self._unsealed(question)
        answer = question.answer or ""
        self._run.journal.info(f"Answered: {answer}")
        return answer

    def _unsealed(self, question: Question) -> str:
        sealed = Sealed(question.sealing_key or "", question.sealed_answer or b"")
        whose = (self._run.assignment.user_id, self._run.assignment.video_id)
        unsealer = self._run.workbench.settings.unsealer
        code = unsealer.unseal(sealed, Binding(*whose, question.sealing_name))
        self._run.journal.secrets.add_code(CODE_NAME, code)
        self._run.journal.info("Answered with a one-time code.")
        return code


async def _in_thread(action: Callable[[], _Result]) -> _Result:
    return await asyncio.to_thread(insist, action)
