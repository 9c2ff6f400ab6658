"""A run's row, from claiming it to its end: every change of status goes through `AgentRun.move_to`."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from sqlalchemy.orm import Session

from models import AgentRun, RunStatus
from models.base import utc_now
from models.plan import ComputerUsePlan
from models.run import GOING
from models.session import transaction
from worker.workbench import Workbench


@dataclass(frozen=True)
class Assignment:
    """What one run is to do, for whom."""

    run_id: uuid.UUID
    user_id: uuid.UUID
    video_id: uuid.UUID
    plan: ComputerUsePlan
    parameters: dict[str, str]
    starts_from: uuid.UUID | None


class Pulse(Enum):
    """What the row says while its run is going."""

    GOING = "going"
    CANCEL = "cancel"  #: somebody asked to cancel it
    OVER = "over"  #: it was ended by somebody else: the sweep, or its video is gone


@dataclass
class Signs:
    """What is known of a run while it is going; written down with every heartbeat."""

    step: int = 0  #: the step last reported finished
    session_id: str | None = None
    model: str | None = None

    def write_to(self, run: AgentRun) -> None:
        run.heartbeat_at = utc_now()
        run.current_step = self.step
        run.agent_session_id = self.session_id or run.agent_session_id
        run.model = self.model or run.model


@dataclass(frozen=True)
class Ending:
    """How a run ended."""

    status: RunStatus
    exit_code: int
    error_message: str | None = None
    summary: str | None = None
    cost_usd: float | None = None

    def cleaned(self, clean: Callable[[str], str]) -> Self:
        """Return it with its texts passed through `clean`."""
        error_message = clean(self.error_message) if self.error_message else None
        summary = clean(self.summary) if self.summary else None
        return replace(self, error_message=error_message, summary=summary)


@dataclass(frozen=True)
class Progress:
    """The one writer of a run's row while it is going."""

    workbench: Workbench
    run_id: uuid.UUID

    def claim(self) -> Assignment | None:
        """Take the run up; None if there is nothing (left) to do."""
        with transaction(self.workbench.engine) as session:
            run = session.get(AgentRun, self.run_id, with_for_update=True)
            if run is None or run.status is not RunStatus.PENDING:
                return None
            if run.cancel_requested_at is not None:
                run.move_to(RunStatus.CANCELLED)
                return None
            run.move_to(RunStatus.RUNNING)
            run.heartbeat_at = utc_now()
            run.model = self.workbench.settings.understudy_model
            return _assignment(run)

    def beat(self, signs: Signs) -> Pulse:
        """Say that the run is alive and how far it is, and hear whether it should go on."""
        with transaction(self.workbench.engine) as session:
            run = self._going(session)
            if run is None:
                return Pulse.OVER
            signs.write_to(run)
            return Pulse.GOING if run.cancel_requested_at is None else Pulse.CANCEL

    def finish(self, signs: Signs, ending: Ending) -> None:
        """End the run, unless somebody else has."""
        with transaction(self.workbench.engine) as session:
            run = self._going(session)
            if run is None:
                return
            signs.write_to(run)
            run.move_to(ending.status)
            run.exit_code = ending.exit_code
            run.error_message = ending.error_message
            run.summary = ending.summary
            run.cost_usd = ending.cost_usd

    def _going(self, session: Session) -> AgentRun | None:
        run = session.get(AgentRun, self.run_id, with_for_update=True)
        return run if run is not None and run.status in GOING else None


def _assignment(run: AgentRun) -> Assignment:
    return Assignment(
        run_id=run.id,
        user_id=run.user_id,
        video_id=run.video_id,
        plan=ComputerUsePlan.model_validate(run.plan),
        parameters={name: str(value) for name, value in run.parameters.items()},
        starts_from=run.starts_from,
    )
