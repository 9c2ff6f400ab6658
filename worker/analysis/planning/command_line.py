"""Starting Claude's command line to draw a plan: a home of its own, nothing of ours to see."""

import sys
from pathlib import Path

from pydantic import SecretStr

from worker.config import ClaudeSettings

#: What the command line may see of the environment. The SDK hands it everything this process has.
_VISIBLE = (
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_BASE_URL",
    "API_TIMEOUT_MS",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
    "CLAUDE_CODE_ENTRYPOINT",
    "CLAUDE_CODE_MAX_RETRIES",
    "CLAUDE_CONFIG_DIR",
    "ENABLE_TOOL_SEARCH",
    "HOME",
    "HTTPS_PROXY",
    "NODE_EXTRA_CA_CERTS",
    "NO_PROXY",
    "PATH",
    "SSL_CERT_FILE",
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


def environment(folder: Path, settings: ClaudeSettings) -> dict[str, str]:
    """Return the way to the model, with `folder` as the only place to keep anything."""
    # The key may be in the environment here, and only here: the one tool there is runs in this process and
    # returns pictures, so there is nobody to read it.
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "CLAUDE_CONFIG_DIR": str(folder / "config"),
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "CLAUDE_CODE_MAX_RETRIES": "3",
        "ENABLE_TOOL_SEARCH": "0",
        "ANTHROPIC_BASE_URL": settings.anthropic_base_url,
        "ANTHROPIC_API_KEY": _revealed(settings.anthropic_api_key),
        "ANTHROPIC_AUTH_TOKEN": _revealed(settings.anthropic_auth_token),
    }


def _revealed(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
