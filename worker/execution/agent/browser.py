"""The browser a run uses: the Playwright MCP server, inside the wall with everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from models.plan import ComputerUsePlan
from worker.execution.tool_calls import BASH, EDIT, READ, RUN_TOOLS, WRITE, named_in_full
from worker.network.egress import PROXY_PORT
from worker.wall.runtime import BROWSER_SERVER

SECRETS_FILE = "/run/secrets.env"

#: What carrying out a plan takes. Every further tool costs prompt tokens in every request.
_OFFERED = frozenset(
    {
        "click",
        "file_upload",
        "fill_form",
        "handle_dialog",
        "navigate",
        "navigate_back",
        "press_key",
        "select_option",
        "snapshot",
        "tabs",
        "take_screenshot",
        "type",
        "wait_for",
    }
)
_WITHHELD = frozenset(
    {
        "close",
        "console_messages",
        "drag",
        "drop",
        "emulate_media",
        "evaluate",
        "find",
        "hover",
        "network_request",
        "network_requests",
        "resize",
        "run_code_unsafe",
    }
)

#: Of Claude's own tools; files are always there, a run writes its report.
_FILE_TOOLS = (READ, WRITE, EDIT)
_ALLOWED_FILES = [f"{name}(//workspace/**)" for name in _FILE_TOOLS]

OFFERED_TOOLS = sorted(map(named_in_full, _OFFERED))
WITHHELD_TOOLS = sorted(map(named_in_full, _WITHHELD))


@dataclass(frozen=True)
class Tools:
    """What an agent may use for one plan, as the options of the Agent SDK name it."""

    inside: list[str]  #: `tools`: Claude's own
    allowed: list[str]  #: `allowed_tools`
    disallowed: list[str]  #: `disallowed_tools`


def tools_for(plan: ComputerUsePlan) -> Tools:
    """Return the tools that carrying out `plan` takes; without browser steps start no browser server."""
    shell = [BASH] if plan.uses_shell else []
    offered = OFFERED_TOOLS if plan.uses_browser else []
    withheld = WITHHELD_TOOLS if plan.uses_browser else []
    return Tools([*shell, *_FILE_TOOLS], [*shell, *_ALLOWED_FILES, RUN_TOOLS, *offered], withheld)


def browser_command(chromium: Path) -> list[str]:
    """Return how the CLI starts the browser server. Its own sandbox is off: the wall is the stronger one."""
    options = f"""
    --headless --isolated --no-sandbox --executable-path {chromium} --secrets {SECRETS_FILE}
    --proxy-server http://127.0.0.1:{PROXY_PORT} --output-dir /tmp/browser --codegen none --ignore-roots
    --snapshot-mode none --no-webmcp --block-service-workers --viewport-size 1280x800
    """
    return [f"{BROWSER_SERVER}/node", f"{BROWSER_SERVER}/package/cli.js", "mcp", *options.split()]


def secrets_file(credentials: Mapping[str, str]) -> bytes:
    """Return the file that lets the browser server type a credential by its name.

    Raises:
        UserError: a value cannot be written in that format.
    """
    return "".join(f"{name}={_quoted(name, value)}\n" for name, value in credentials.items()).encode()


def _quoted(name: str, value: str) -> str:
    # The format knows no escapes; double quotes come last because `\n` means something inside them.
    for quote in ("'", "`", '"'):
        if quote not in value:
            return f"{quote}{value}{quote}"
    raise UserError(
        f"{name} contains every kind of quotation mark, which a browser cannot be given. Change it."
    )
