"""What a worker carries out, as if it had just been claimed."""

import uuid
from typing import Any

from models import ApprovalPolicy
from models.plan import ComputerUsePlan
from tests.models.factories import make_plan
from worker.execution.assignment import Assignment


def assignment(plan: ComputerUsePlan | None = None, **parts: Any) -> Assignment:
    defaults: dict[str, Any] = {
        **{name: uuid.UUID(int=0) for name in ("run_id", "user_id", "video_id")},
        **dict.fromkeys(("starts_from", "resumes_from", "session_id", "allowed_hosts")),
        **dict.fromkeys(("spent_usd", "worked_seconds", "waited_seconds"), 0.0),
        **dict.fromkeys(("finished_step", "files_step"), 0),
        "parameters": {},
        "attempt": 1,
        "policy": ApprovalPolicy.ASK,
        "doubtful_steps": frozenset(),
        "cost_limit_usd": 5.0,
        "seconds_limit": 1800,
    }
    return Assignment(plan=plan or make_plan(), **{**defaults, **parts})
