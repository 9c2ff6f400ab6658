"""What is to happen with a call of a tool that has not happened yet."""

from dataclasses import dataclass
from enum import StrEnum

from worker.execution.guard.deeds import Deed

#: What an approval allows from then on: a deed in a step (its number), or a credential (its name) on a host.
Permission = tuple[int, Deed] | tuple[str, str]


class JudgementKind(StrEnum):
    ALLOW = "allow"
    DENY = "deny"
    ASK = "ask"  #: a person decides


@dataclass(frozen=True)
class Judgement:
    """What is to happen with one call."""

    kind: JudgementKind
    reason: str = ""  #: for the agent: why not, and what to do instead
    prompt: str = ""  #: for the person who is asked
    step: int | None = None  #: to be marked as begun before the act
    permission: Permission | None = None  #: what an approval is for besides this one call


def allow(step: int | None = None) -> Judgement:
    return Judgement(JudgementKind.ALLOW, step=step)


def deny(reason: str) -> Judgement:
    return Judgement(JudgementKind.DENY, reason=reason)


def ask(prompt: str, step: int | None = None, permission: Permission | None = None) -> Judgement:
    return Judgement(JudgementKind.ASK, prompt=prompt, step=step, permission=permission)
