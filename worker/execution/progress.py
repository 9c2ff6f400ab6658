"""A run's row, from claiming it to its end: every change of status goes through `AgentRun.move_to`.

A run may outlive its worker: another one takes it up, as a further attempt. Everything a worker writes about
its run asks first, under the row's lock, whether the run is still its own; one that was only slow stops.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Self

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models import AgentRun, AgentStep, Question, RunStatus
from models.base import utc_now
from models.errors import UnderstudyError
from models.run import CARRIED_OUT
from models.session import transaction
from worker.execution.assignment import Assignment, assignment_of
from worker.execution.ending import Ending
from worker.workbench import Workbench


class Superseded(UnderstudyError):  # noqa: N818 - reads as what it says
    """This run is no longer this worker's: it has ended, or another worker goes on with it."""


class Pulse(Enum):
    """What the row says while its run is going."""

    GOING = "going"
    CANCEL = "cancel"  #: somebody asked to cancel it
    OVER = "over"  #: it is no longer this worker's: it has ended, or another one goes on with it


@dataclass
class Signs:
    """What is known of a run while it is going; written down with every heartbeat."""

    step: int = 0  #: the step last reported finished
    session_id: str | None = None
    model: str | None = None
    cost_usd: float | None = None  #: so far, earlier attempts included; None = not known yet
    waited_seconds: float = 0.0  #: for answers and for workers, earlier attempts included

    @classmethod
    def at_start(cls, assignment: Assignment) -> Self:
        """Return what is known when a worker takes a run up, for the first time or again."""
        return cls(
            step=assignment.finished_step,
            session_id=assignment.session_id,
            cost_usd=assignment.spent_usd,
            waited_seconds=assignment.waited_seconds,
        )

    def write_to(self, run: AgentRun) -> None:
        run.heartbeat_at = func.now()  # one clock for all: machines' own may differ
        run.current_step = max(run.current_step, self.step)
        run.agent_session_id = self.session_id or run.agent_session_id
        run.model = self.model or run.model
        run.cost_usd = run.cost_usd if self.cost_usd is None else self.cost_usd
        run.waited_seconds = self.waited_seconds


@dataclass
class Progress:
    """The one writer of a run's row while it is going."""

    workbench: Workbench
    run_id: uuid.UUID
    attempt: int = 0  #: which one this worker's is; known once it is claimed

    def claim(self) -> Assignment | None:
        """Take the run up, or up again; None if there is nothing (left) to do."""
        with transaction(self.workbench.engine) as session:
            run = session.get(AgentRun, self.run_id, with_for_update=True)
            if run is None or run.status is not RunStatus.PENDING:
                return None
            if run.cancel_requested_at is not None:
                run.cancel()
                return None
            assignment = self._take_up(session, run)
        self.attempt = assignment.attempt
        return assignment

    def own(self, session: Session) -> AgentRun:
        """Return the run's row, locked until the transaction ends.

        Raises:
            Superseded: it has ended, or it is another worker's by now.
        """
        run = session.get(AgentRun, self.run_id, with_for_update=True)
        if run is None or run.status not in CARRIED_OUT or run.attempt != self.attempt:
            raise Superseded
        return run

    def begin_step(self, number: int) -> None:
        """Write down, before the first act of a step that cannot be undone, that it may have happened.

        The first time counts, also if the step was reported done before.

        Raises:
            Superseded: the act must not happen.
        """
        with self._owned() as (session, _):
            begun = insert(AgentStep).values(run_id=self.run_id, number=number, begun_at=utc_now())
            first = func.coalesce(AgentStep.begun_at, begun.excluded.begun_at)
            session.execute(
                begun.on_conflict_do_update(index_elements=["run_id", "number"], set_={"begun_at": first})
            )

    def begun_steps(self) -> frozenset[int]:
        """Return the steps of which something that cannot be undone was let happen, in whatever attempt."""
        begun = AgentStep.run_id == self.run_id, AgentStep.begun_at.is_not(None)
        with transaction(self.workbench.engine) as session:
            return frozenset(session.scalars(select(AgentStep.number).where(*begun)))

    def finish_step(self, number: int, observed: str) -> None:
        """Write down that a step is done, and what showed it (redacted).

        Raises:
            Superseded: the run is another worker's.
        """
        finished = {"finished_at": utc_now(), "observed": observed}
        with self._owned() as (session, run):
            run.current_step = max(run.current_step, number)
            session.execute(
                insert(AgentStep)
                .values(run_id=self.run_id, number=number, **finished)
                .on_conflict_do_update(index_elements=["run_id", "number"], set_=finished)
            )

    def beat(self, signs: Signs) -> Pulse:
        """Say that the run is alive and how far it is, and hear whether it should go on."""
        with suppress(Superseded), self._owned() as (_, run):
            signs.write_to(run)
            return Pulse.GOING if run.cancel_requested_at is None else Pulse.CANCEL
        return Pulse.OVER

    def finish(self, signs: Signs, ending: Ending) -> None:
        """End the run, unless it is no longer this worker's to end."""
        with suppress(Superseded), self._owned() as (session, run):
            signs.write_to(run)
            withdraw_questions(session, self.run_id)
            ending.write_to(run)

    def hand_over(self, signs: Signs) -> None:
        """Let another worker go on: this one is being stopped. The sweep asks for one.

        Asking here would be too early: the queue forgets this job when it ends, and a new one with it.
        """
        with suppress(Superseded), self._owned() as (session, run):
            signs.write_to(run)
            withdraw_questions(session, self.run_id)
            run.move_to(RunStatus.PENDING)

    def _take_up(self, session: Session, run: AgentRun) -> Assignment:
        assignment = assignment_of(session, run, self.workbench.settings)
        run.move_to(RunStatus.RUNNING)
        run.attempt = assignment.attempt
        run.heartbeat_at = func.now()
        run.waited_seconds = assignment.waited_seconds
        run.cost_limit_usd = assignment.cost_limit_usd  # from now on it counts against the person's day
        run.model = self.workbench.settings.understudy_model
        return assignment

    @contextmanager
    def _owned(self) -> Iterator[tuple[Session, AgentRun]]:
        with transaction(self.workbench.engine) as session:
            yield session, self.own(session)


def withdraw_questions(session: Session, run_id: uuid.UUID) -> None:
    """Close what the run's worker asked and nobody answered: it no longer waits for that."""
    its_open = update(Question).where(Question.run_id == run_id, Question.open)
    session.execute(its_open.values(withdrawn_at=utc_now()))
