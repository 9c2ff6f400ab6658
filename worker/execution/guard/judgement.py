"""What is to happen with a call of a tool that has not happened yet."""

from dataclasses import dataclass
from enum import StrEnum

from worker.execution.guard.deeds import Deed

#: What a yes is for: one deed in a step (its number), once and next; or a credential (its name) on a host.
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
    is_its_deed: bool = False  #: the act is what that step says, or part of it
    is_answer: bool = False  #: and only answers what the page asked about that
    permission: Permission | None = None  #: what a yes is for


def allow() -> Judgement:
    return Judgement(JudgementKind.ALLOW)


def deny(reason: str) -> Judgement:
    return Judgement(JudgementKind.DENY, reason=reason)


def ask(prompt: str, permission: Permission | None = None) -> Judgement:
    return Judgement(JudgementKind.ASK, prompt=prompt, permission=permission)
