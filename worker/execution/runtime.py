"""The programs a run brings along: Claude's CLI, and the browser server with its own node."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import claude_agent_sdk
import playwright

from worker.execution.place import ensure_private, others_can_pass

CLAUDE = "/opt/claude"
BROWSER_SERVER = "/opt/browser-server"


def programs(workspaces: Path) -> Mapping[str, Path]:
    """Return path inside -> path outside, each within reach of a run's own user."""
    outside = {
        CLAUDE: Path(claude_agent_sdk.__file__).parent / "_bundled" / "claude",
        BROWSER_SERVER: Path(playwright.__file__).parent / "driver",
    }
    return {inside: _within_reach(path, workspaces) for inside, path in outside.items()}


def _within_reach(program: Path, workspaces: Path) -> Path:
    """Return `program`, or a twin of it if it is installed where a run's own user cannot get."""
    if os.getuid() != 0 or others_can_pass(program.parent):
        return program
    version = blake2b(f"{program}:{program.stat().st_mtime_ns}".encode(), digest_size=8).hexdigest()
    twin = workspaces / "programs" / f"{program.name}-{version}"
    if not twin.exists():
        _make_twin(program, twin)
    return twin


def _make_twin(program: Path, twin: Path) -> None:
    ensure_private(twin.parent)
    unfinished = twin.with_name(f"{twin.name}.{os.getpid()}")
    if program.is_dir():
        shutil.copytree(program, unfinished, symlinks=True, copy_function=_link_or_copy)
    else:
        _link_or_copy(str(program), str(unfinished))
    # Another worker may have been faster; either twin is as good.
    with suppress(OSError):
        unfinished.rename(twin)
    shutil.rmtree(unfinished, ignore_errors=True)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
