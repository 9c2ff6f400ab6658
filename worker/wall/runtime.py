"""The programs a run brings along: Claude's CLI, and the browser server with its own node."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from models.errors import ConfigurationError
from worker.wall.apart import SHELL, shell_program
from worker.wall.place import ensure_private, others_can_pass

CLAUDE = "/opt/claude"
BROWSER_SERVER = "/opt/browser-server"
#: Where the CLI keeps its files, inside the wall.
CONFIGURATION = "/home/agent/.claude"
#: How long the CLI waits for a hook, one of our tools or the model: each may be waiting for a person. When
#: that has been long enough is decided outside, by the question's end and the run's own clock.
PATIENCE_SECONDS = 24 * 3600


def programs(workspaces: Path) -> Mapping[str, Path]:
    """Return path inside -> path outside, each within reach of a run's own user."""
    outside = {
        CLAUDE: claude_program(),
        BROWSER_SERVER: _installed("playwright") / "driver",
        SHELL: shell_program(),
    }
    return {inside: _within_reach(path, workspaces) for inside, path in outside.items()}


def claude_program() -> Path:
    """Return Claude's CLI, which the SDK brings along.

    Raises:
        ConfigurationError: the SDK is not installed.
    """
    return _installed("claude_agent_sdk") / "_bundled" / "claude"


def _installed(package: str) -> Path:
    """Return where a package lies, without loading it.

    Raises:
        ConfigurationError: it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigurationError(f"The package {package} is not installed; run scripts/setup.")
    return Path(spec.origin).parent


def _within_reach(program: Path, workspaces: Path) -> Path:
    """Return `program`, or a twin of it if it is installed where a run's own user cannot get."""
    if not _is_out_of_reach(program):
        return program
    version = blake2b(f"{program}:{program.stat().st_mtime_ns}".encode(), digest_size=8).hexdigest()
    twin = workspaces / "programs" / f"{program.name}-{version}"
    if not twin.exists():
        _make_twin(program, twin)
    return twin


def _is_out_of_reach(program: Path) -> bool:
    return os.getuid() == 0 and not others_can_pass(program.parent)


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


def cli_environment(model_port: int) -> Mapping[str, str]:
    """Return what the CLI is told about its surroundings. The key is none: the real one stays outside."""
    return {
        "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{model_port}",
        "ANTHROPIC_API_KEY": "added-outside",
        "API_TIMEOUT_MS": str(PATIENCE_SECONDS * 1000),
        # Measured: by itself it gives a silent request up after six minutes, and sends it again.
        "BUN_CONFIG_HTTP_IDLE_TIMEOUT": str(PATIENCE_SECONDS),
        "CLAUDE_CONFIG_DIR": CONFIGURATION,
        "CLAUDE_CODE_DISABLE_BACKGROUND_TASKS": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "CLAUDE_CODE_ENTRYPOINT": "sdk-py",
        "CLAUDE_CODE_SDK_READS_SESSION_STATE": "1",
        "CLAUDE_CODE_MAX_RETRIES": "6",
        "ENABLE_TOOL_SEARCH": "0",
        "MAX_MCP_OUTPUT_TOKENS": "60000",  # of a page: more is put into a file that nobody may read
        "MCP_TOOL_TIMEOUT": str(PATIENCE_SECONDS * 1000),
    }
