#!/usr/bin/env -S python3 -I -S
"""The shell of a run: bash in a Landlock domain of its own, which is entered before bash reads anything.

From in there nobody can trace, signal or look into a process that is not in the domain (the agent's program,
the browser's server), nor read what was handed to those in /run. Everything else is as it is without.
It is carried out behind the wall, by the Python that is there, so it stands alone.
"""

import ctypes
import os
import sys

_BASH = "/bin/bash"
_NOT_FOR_COMMANDS = "/run"
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_PATH_BENEATH = 1
_READ_FILE, _REFER = 1 << 2, 1 << 13  # to move a file to another folder is refused unless it is allowed
_SCOPE_SIGNAL = 1 << 1
_SIGNALS_SINCE = 6  # of Landlock's versions
_NO_NEW_PRIVILEGES = 38

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def _enter_domain() -> None:
    """Leave the reach of the others for good.

    Raises:
        OSError: the kernel refuses.
    """
    ruleset = _made_ruleset()
    _allow(ruleset, "/", _REFER)
    for entry in os.scandir("/"):
        if entry.path != _NOT_FOR_COMMANDS:
            _allow(ruleset, entry.path, _READ_FILE)
    _checked(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _checked(_libc.syscall(_RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _made_ruleset() -> int:
    version = _checked(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1))
    knows_signals = version >= _SIGNALS_SINCE
    ruleset = _Ruleset(_READ_FILE | _REFER, 0, _SCOPE_SIGNAL if knows_signals else 0)
    # An older kernel takes longer rules too, as long as what it does not know is zero.
    return _checked(
        _libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(ctypes.sizeof(ruleset)), 0)
    )


def _allow(ruleset: int, path: str, access: int) -> None:
    folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = _Beneath(access, folder)
    _checked(_libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0))
    os.close(folder)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "this shell cannot be set apart")
    return result


if __name__ == "__main__":
    _enter_domain()
    os.execv(_BASH, ["bash", *sys.argv[1:]])  # noqa: S606 - it is one
