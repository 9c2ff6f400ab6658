"""Keeping a run's shell apart from its browser and the agent's program, which belong to the same user.

Without, a command could read what the browser's server was given out of its memory or environment, or write
into the program that asks before each step.
"""

import ctypes
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from models.errors import ConfigurationError
from worker.wall.interior import ENVIRONMENT

#: Where the shell lies inside. The CLI takes only programs for a shell whose path says which one it is.
SHELL = "/opt/apart/bash"

_CREATE_RULESET, _TELL_VERSION = 444, 1
_MOVES_SINCE = 2  # of Landlock's versions: the first that can leave moving files as it is


class ShellNotApart(ConfigurationError):  # noqa: N818 - reads as what it says
    """This plan needs credentials, a browser and a shell. Only Landlock (Linux 5.19) keeps the two apart."""


def shell_program() -> Path:
    """Return the program that is `SHELL`, as it lies outside."""
    return Path(__file__).with_name("apart_bash.py")


def shell_environment(*, must_be_apart: bool) -> Mapping[str, str]:
    """Return what makes the CLI start each command apart, where this machine can.

    Args:
        must_be_apart: whether a command could find something that is not for commands.

    Raises:
        ShellNotApart: it must, and this machine cannot.
    """
    if _can_start() and _landlock_version() >= _MOVES_SINCE:
        return {"CLAUDE_CODE_SHELL": SHELL}
    if must_be_apart:
        raise ShellNotApart
    return {}


def _can_start() -> bool:
    """Whether `SHELL` will do. In place of one that does not, the CLI would quietly take another shell."""
    return (
        os.access(shell_program(), os.X_OK) and shutil.which("python3", path=ENVIRONMENT["PATH"]) is not None
    )


def _landlock_version() -> int:
    """Return which Landlock the kernel has; negative: none, or it is switched off."""
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _TELL_VERSION))
