"""Tools of our own that an agent is given: they run in the worker, outside the wall."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

_Call = TypeVar("_Call", bound=BaseModel)


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


def read_call(kind: type[_Call], given: Mapping[str, Any]) -> _Call:
    """Return what a tool was given as its own type.

    Raises:
        ToolRefused: it does not fit; the first thing that is wrong is named.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ToolRefused(f"{where}: {first['msg']}") from error
