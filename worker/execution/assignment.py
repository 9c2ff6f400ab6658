"""What a worker is to do: the run as it is when it is taken up, for the first time or again."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import AgentCheckpoint, AgentRun, AgentStep, ApprovalPolicy
from models.base import utc_now
from models.plan import ComputerUsePlan, Step, fill_in
from models.spending import read_day
from worker.config import WorkerSettings


@dataclass(frozen=True)
class Assignment:
    """What one run is to do, for whom, and how far earlier attempts have come."""

    run_id: uuid.UUID
    user_id: uuid.UUID
    video_id: uuid.UUID
    plan: ComputerUsePlan
    parameters: dict[str, str]
    starts_from: uuid.UUID | None  #: the checkpoint of an earlier run whose files it began with
    attempt: int  #: 1, 2 ...: each time a worker takes it up
    policy: ApprovalPolicy
    allowed_hosts: frozenset[str] | None  #: each with its subdomains; None = every public one
    session_id: str | None  #: of the agent of an earlier attempt
    finished_step: int  #: the step last reported finished; 0 = none yet
    #: begun by an earlier attempt and never reported finished, and not to be undone if they did happen
    doubtful_steps: frozenset[int]
    resumes_from: uuid.UUID | None  #: the newest checkpoint of this very run
    files_step: int  #: the step that checkpoint was taken after; 0 = before the first
    spent_usd: float
    worked_seconds: float  #: by earlier attempts, without the time waited
    waited_seconds: float  #: for answers, and for this worker
    cost_limit_usd: float  #: 0 = the person's day leaves nothing
    seconds_limit: int  #: of work: what a person raised it to, or the operator's setting
    begun_steps: frozenset[int] = frozenset()  #: for which earlier attempts did what may not be undone

    @property
    def values(self) -> dict[str, str]:
        """Every parameter's value: what was given, or what the video showed."""
        shown = {each.name: each.default for each in self.plan.parameters if each.default}
        return {**shown, **self.parameters}

    @property
    def filled_plan(self) -> ComputerUsePlan:
        """The plan with these values in its steps and criteria: what this run is really about."""
        steps = [_filled_in(step, self.values) for step in self.plan.steps]
        criteria = [fill_in(text, self.values).strip() or text for text in self.plan.success_criteria]
        return self.plan.model_copy(update={"steps": steps, "success_criteria": criteria})

    @property
    def files_from(self) -> uuid.UUID | None:
        """The checkpoint that the workspace is filled from; None = it starts empty."""
        return self.resumes_from or self.starts_from

    @property
    def resumed(self) -> bool:
        """Whether a worker has been at it before."""
        return self.attempt > 1


def assignment_of(session: Session, run: AgentRun, settings: WorkerSettings) -> Assignment:
    """Describe the attempt that begins with a pending `run`, whose row is locked and not yet changed."""
    resumes_from, files_step = _newest_checkpoint(session, run.id)
    return Assignment(
        run_id=run.id,
        user_id=run.user_id,
        video_id=run.video_id,
        plan=ComputerUsePlan.model_validate(run.plan),
        parameters={name: str(value) for name, value in run.parameters.items()},
        starts_from=run.starts_from,
        attempt=run.attempt + 1,
        policy=run.policy,
        allowed_hosts=None if run.allowed_hosts is None else frozenset(run.allowed_hosts),
        session_id=run.agent_session_id,
        finished_step=run.current_step,
        doubtful_steps=_doubtful_steps(session, run.id),
        resumes_from=resumes_from,
        files_step=files_step,
        spent_usd=run.cost_usd or 0.0,
        worked_seconds=run.worked_seconds,
        waited_seconds=run.waited_seconds + _seconds_without_worker(run),
        cost_limit_usd=run.cost_limit_usd or _first_limit_usd(session, run, settings),
        seconds_limit=settings.run_seconds if run.seconds_limit is None else run.seconds_limit,
        begun_steps=frozenset(session.scalars(_begun_steps(run.id))),
    )


def _filled_in(step: Step, values: Mapping[str, str]) -> Step:
    texts = {name: getattr(step, name) for name in ("instruction", "target", "url", "value")}
    return step.model_copy(update={name: fill_in(text, values) for name, text in texts.items() if text})


def _begun_steps(run_id: uuid.UUID) -> Select[int]:
    return select(AgentStep.number).where(AgentStep.run_id == run_id, AgentStep.begun_at.is_not(None))


def _doubtful_steps(session: Session, run_id: uuid.UUID) -> frozenset[int]:
    return frozenset(session.scalars(_begun_steps(run_id).where(AgentStep.finished_at.is_(None))))


def _newest_checkpoint(session: Session, run_id: uuid.UUID) -> tuple[uuid.UUID | None, int]:
    of_the_run = select(AgentCheckpoint).where(AgentCheckpoint.run_id == run_id)
    newest = session.scalar(of_the_run.order_by(AgentCheckpoint.created_at.desc()).limit(1))
    return (newest.id, newest.step) if newest else (None, 0)


def _seconds_without_worker(run: AgentRun) -> float:
    """Return for how long nobody has been at it since the last sign of life of its last worker."""
    return (utc_now() - run.heartbeat_at).total_seconds() if run.heartbeat_at else 0.0


def _first_limit_usd(session: Session, run: AgentRun, settings: WorkerSettings) -> float:
    """Return what the run may cost until somebody is asked: the setting, or what the person's day leaves."""
    day = read_day(session, run.user_id, settings.user_cost_usd_per_day)
    return day.without(run.id).allows(settings.run_cost_usd)
