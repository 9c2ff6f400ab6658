"""Starting Claude's command line to draw a plan: a home of its own, nothing of ours to see."""

import sys
from pathlib import Path

#: What the command line may see of the environment. The SDK hands it everything this process has.
_VISIBLE = (
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_BASE_URL",
    "API_TIMEOUT_MS",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
    "CLAUDE_CODE_ENTRYPOINT",
    "CLAUDE_CODE_MAX_RETRIES",
    "CLAUDE_CONFIG_DIR",
    "ENABLE_TOOL_SEARCH",
    "HOME",
    "MAX_STRUCTURED_OUTPUT_RETRIES",
    "PATH",
    "TMPDIR",
)
# Not `env -i NAME=value`: that would put the key where every process of this machine can read it.
_WRAPPER = """#!{python} -IS
import os, sys
os.execve({command!r}, sys.argv, {{n: os.environ[n] for n in {visible!r} if n in os.environ}})
"""


def write_wrapper(folder: Path, command: Path) -> Path:
    """Return an executable in `folder` that starts `command` with a clean environment."""
    wrapper = folder / "claude"
    wrapper.write_text(_WRAPPER.format(python=sys.executable, command=str(command), visible=_VISIBLE))
    wrapper.chmod(0o700)
    return wrapper


def environment(folder: Path, road: str) -> dict[str, str]:
    """Return the way to the model at the base URL `road`, and `folder` as the only place to keep things."""
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "CLAUDE_CONFIG_DIR": str(folder / "config"),
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "CLAUDE_CODE_MAX_RETRIES": "3",
        "ENABLE_TOOL_SEARCH": "0",
        "MAX_STRUCTURED_OUTPUT_RETRIES": "2",
        "ANTHROPIC_BASE_URL": road,
        "ANTHROPIC_API_KEY": "is-put-in-on-the-way",  # without one it asks nobody
    }
