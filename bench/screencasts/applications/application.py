"""A real application: where it comes from, how it is started, and what is done in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import OperatorCue


@dataclass(frozen=True, slots=True)
class Application:
    """A real application that a person works in."""

    packages: Packages
    #: Given the folder of its commands and an empty one for all that it keeps, serves it; gives the port.
    serve: Callable[[Path, Path], AbstractContextManager[int]]
    story: tuple[OperatorCue, ...]
    style: str = "plain"  #: of `bench.screencasts.styles`
    held_out: bool = False  #: scored and never looked at
