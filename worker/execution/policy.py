"""Whether an act may happen: decided on the plan, the policy and what was really seen, never on the model's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.plan import ComputerUsePlan
from models.video import ApprovalPolicy
from worker.execution.sight import Sight


class JudgementKind(StrEnum):
    ALLOW = "allow"
    DENY = "deny"
    ASK = "ask"  #: a person decides


@dataclass(frozen=True)
class Judgement:
    """What is to happen with one call of a tool."""

    kind: JudgementKind
    reason: str = ""  #: for the agent: why not, and what to do instead
    prompt: str = ""  #: for the person who is asked
    step: int | None = None  #: to be marked as begun before the act


class Policy:
    """Judges every call of a tool before it happens."""

    def __init__(
        self,
        plan: ComputerUsePlan,
        parameters: Mapping[str, str],
        approval_policy: ApprovalPolicy,
        sight: Sight,
        doubtful: frozenset[int] = frozenset(),
    ) -> None:
        self._plan = plan
        self._sight = sight

    def judge(self, tool: str, given: Mapping[str, Any], current_step: int) -> Judgement:
        """Judge one call; `current_step` is the number after the step last finished."""
        return Judgement(JudgementKind.ALLOW)

    def approve(self, judgement: Judgement) -> None:
        """Take note that a person approved what `judgement` asked."""
