"""A run's questions as rows: whoever answers works on the same ones, in another process."""

import uuid
from datetime import timedelta

from sqlalchemy import Engine, select

from models import Question, RunStatus
from models.base import utc_now
from models.session import transaction
from worker.execution.people.asked import Asked
from worker.execution.progress import Progress


class QuestionRows:
    """The questions of one run, as long as it is this worker's. Else each of these raises `Superseded`."""

    def __init__(self, engine: Engine, progress: Progress, patience: timedelta) -> None:
        """`patience`: how long an answer is waited for."""
        self._engine = engine
        self._progress = progress
        self._patience = patience

    def put(self, run_id: uuid.UUID, asked: Asked) -> uuid.UUID:
        """Have the run wait for an answer; return the question's id."""
        question = Question(
            run_id=run_id,
            kind=asked.kind,
            prompt=asked.prompt,
            options=list(asked.options),
            step=asked.step,
            expires_at=utc_now() + self._patience,
        )
        with transaction(self._engine) as session:
            self._progress.own(session).move_to(RunStatus.WAITING)
            session.add(question)
        return question.id

    def is_waited_for(self, question_id: uuid.UUID) -> bool:
        """Whether there may still be an answer, and is none yet."""
        with transaction(self._engine) as session:
            question = session.get_one(Question, question_id)
            return question.open and question.expires_at > utc_now()

    def close(self, question_id: uuid.UUID, *, take: bool) -> Question:
        """Go on with the run, and let nobody answer any more. Whoever answers locks the same rows."""
        with transaction(self._engine) as session:
            run = self._progress.own(session)
            question = session.get_one(Question, question_id, with_for_update=True)
            if question.open:
                question.withdrawn_at = utc_now()
            elif take:
                question.taken_at = utc_now()
            run.move_to(RunStatus.RUNNING)
            return question

    def take_answer_of(self, run_id: uuid.UUID, asked: Asked) -> Question | None:
        """Take what was answered to an earlier worker that was lost before it could read it."""
        same = (
            Question.run_id == run_id,
            Question.kind == asked.kind,
            Question.prompt == asked.prompt,
            Question.options == list(asked.options),
            Question.step.is_not_distinct_from(asked.step),
        )
        unread = Question.answered_at.is_not(None), Question.taken_at.is_(None)
        newest = select(Question).where(*same, *unread, Question.withdrawn_at.is_(None))
        with transaction(self._engine) as session:
            self._progress.own(session)
            question = session.scalar(newest.order_by(Question.answered_at.desc()).limit(1))
            if question is not None:
                question.taken_at = utc_now()
            return question
