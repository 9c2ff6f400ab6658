"""Rows that were never in a database."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from models import (
    AgentCheckpoint,
    AgentLog,
    AgentRun,
    AgentStep,
    Analysis,
    AnalysisStatus,
    ApprovalPolicy,
    LogLevel,
    Question,
    QuestionKind,
    RunStatus,
    Video,
)
from models.outcome import CriterionOutcome, CriterionState, Outcome
from models.plan import Action, ComputerUsePlan, NeededCredential, Parameter, Step
from tests.models.factories import make_plan

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def make_video(**columns: Any) -> Video:
    defaults = {"link": "http://orchard.test/clip.mp4?a=1&b=2", "duration": 31.5}
    return Video(id=uuid.uuid4(), channel="C0CHORES", thread="1.1", **{**defaults, **columns})


def make_analysis(plan: ComputerUsePlan | None = None, **columns: Any) -> Analysis:
    defaults = {
        "status": AnalysisStatus.COMPLETED,
        "number": 1,
        "model": "practice",
        "plan": (plan or make_plan()).model_dump(mode="json"),
    }
    return Analysis(id=uuid.uuid4(), **{**defaults, **columns})


def make_run(status: RunStatus, plan: ComputerUsePlan | None = None, **columns: Any) -> AgentRun:
    defaults = {
        "current_step": 2,
        "parameters": {"EMAIL": "dana@orchard.test"},
        "plan": (plan or make_plan()).model_dump(mode="json"),
        "started_at": None if status is RunStatus.PENDING else START,
        "completed_at": START + timedelta(seconds=65) if status.ended else None,
        "model": "practice",
        "policy": ApprovalPolicy.ASK,
        "attempt": 1,
        "waited_seconds": 0.0,
        "helpers": [],
    }
    return AgentRun(id=uuid.uuid4(), status=status, **{**defaults, **columns})


def make_line(seq: int, message: str, level: LogLevel = LogLevel.INFO) -> AgentLog:
    return AgentLog(seq=seq, level=level, message=message, timestamp=START + timedelta(seconds=seq))


def make_checkpoint(step: int = 3, description: str = "Click Sign in") -> AgentCheckpoint:
    return AgentCheckpoint(id=uuid.uuid4(), step=step, description=description, files=4, size=2048)


def make_longest_plan() -> ComputerUsePlan:
    """Return a plan as long as plans may be, of text that would be markup."""
    text = "<!channel> & `*_~" * 100
    return ComputerUsePlan(
        goal=text[:500],
        steps=[
            Step(number=number, instruction=text[:500], action=Action.OTHER, irreversible=True, timestamp=9)
            for number in range(1, 201)
        ],
        credentials=[
            NeededCredential(name=f"SECRET_{number}", label=text[:500], host=text[:253])
            for number in range(20)
        ],
        parameters=[
            Parameter(
                name=f"VALUE_{number}", label=text[:500], default=(text * 3)[:4000] if number < 29 else None
            )
            for number in range(30)
        ],
        success_criteria=[text[:500]] * 20,
        questions=[text[:500]] * 20,
    )


def make_question(kind: QuestionKind, options: Sequence[str] = (), **columns: Any) -> Question:
    """Return a question that waits for an answer until half past nine."""
    defaults = {"prompt": "Which customer?", "expires_at": START + timedelta(minutes=30)}
    return Question(id=uuid.uuid4(), kind=kind, options=list(options), **{**defaults, **columns})


def make_step(number: int, observed: str | None = None) -> AgentStep:
    """Return a step that is finished, or one that is only begun."""
    finished_at = START + timedelta(seconds=number) if observed else None
    return AgentStep(number=number, begun_at=START, finished_at=finished_at, observed=observed)


def make_outcome(*criteria: tuple[str, CriterionState, str | None]) -> dict[str, Any]:
    """Return the outcome of a run as its row holds it."""
    outcomes = [CriterionOutcome(criterion=name, state=state, seen=seen) for name, state, seen in criteria]
    return Outcome(criteria=outcomes).model_dump(mode="json")
