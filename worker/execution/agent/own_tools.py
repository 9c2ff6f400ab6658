"""Tools of our own that an agent is given: they run in the worker, outside the wall."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


class ToolRefused(Exception):  # noqa: N818 - reads as what it says
    """The call cannot be taken; its text tells the agent why, and what to do instead."""


@dataclass(frozen=True)
class OwnTool:
    """One tool. `call` returns what the agent reads, or raises `ToolRefused`."""

    name: str
    description: str
    call: Callable[[Mapping[str, Any]], Awaitable[str]]
    #: JSON schema of each argument
    arguments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
