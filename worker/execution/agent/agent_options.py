"""How an agent is started: Claude's CLI behind the wall, with the tools its plan takes and nothing more."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from claude_agent_sdk import ClaudeAgentOptions, SdkMcpTool, create_sdk_mcp_server
from claude_agent_sdk.types import McpServerConfig, McpStdioServerConfig

from models.plan import ComputerUsePlan
from worker.execution.agent.agent_hooks import Hooks
from worker.execution.agent.browser import browser_command, tools_for
from worker.execution.agent.resuming import Beginning
from worker.execution.agent.transcript import TranscriptStore
from worker.execution.own_tools import OwnTool, ToolRefused
from worker.execution.progress import Superseded
from worker.wall.runtime import CONFIGURATION

_log = logging.getLogger(__name__)

PROMPT_FILE: Final = "/run/prompt.md"
_LARGEST_MESSAGE = 64 << 20  # bytes; a page or a file can be large, and the default of 1 MB ends the run
_SETTINGS = json.dumps({"attribution": {"commit": "", "pr": ""}})  # spares a reminder in every request
_BROKEN = "This did not work on our side. Try once more; if it stays, call run_finished and say so."


@dataclass(frozen=True)
class Order:
    """How to start an agent, and what stands around it."""

    launcher: Path
    workspace: Path
    chromium: Path
    model: str
    plan: ComputerUsePlan
    beginning: Beginning
    transcript: TranscriptStore
    own_tools: Sequence[OwnTool]
    hooks: Hooks


def options_for(order: Order, complain: Callable[[str], None]) -> ClaudeAgentOptions:
    """Return the SDK's options. `complain` hears what the wall and the CLI have to say besides messages."""
    tools = tools_for(order.plan)
    return ClaudeAgentOptions(
        cli_path=order.launcher,
        cwd=order.workspace,
        model=order.model,
        system_prompt={"type": "file", "path": PROMPT_FILE},
        # Root-safe, and a tool that is not listed is refused instead of asked for.
        permission_mode="dontAsk",
        tools=tools.inside,
        allowed_tools=tools.allowed,
        disallowed_tools=tools.disallowed,
        hooks=order.hooks,
        mcp_servers=_servers(order),
        strict_mcp_config=True,
        setting_sources=[],
        settings=_SETTINGS,
        skills=[],
        max_buffer_size=_LARGEST_MESSAGE,
        stderr=complain,
        session_store=order.transcript,
        session_store_flush="eager",
        # The wall hands no environment in; this tells the SDK where the CLI keeps its files inside.
        env={"CLAUDE_CONFIG_DIR": CONFIGURATION},
        extra_args=order.beginning.extra_args,
    )


def _servers(order: Order) -> dict[str, McpServerConfig]:
    own = create_sdk_mcp_server("run", tools=[_offered(tool) for tool in order.own_tools])
    if not order.plan.uses_browser:
        return {"run": own}
    command, *arguments = browser_command(order.chromium)
    return {"run": own, "browser": McpStdioServerConfig(type="stdio", command=command, args=arguments)}


def _offered(tool: OwnTool) -> SdkMcpTool[dict[str, Any]]:
    """Return one of our tools as the SDK takes it. It may take as long as it needs, e.g. for a person."""

    async def call(given: dict[str, Any]) -> dict[str, Any]:
        try:
            return _answer(await tool.call(given))
        except (ToolRefused, Superseded) as refusal:
            return _answer(str(refusal), is_error=True)
        except Exception:  # noqa: BLE001 - the agent is told, in words that hold nothing private
            _log.exception("The tool %s broke", tool.name)
            return _answer(_BROKEN, is_error=True)

    required = sorted(tool.arguments.keys() - tool.optional)
    schema = {"type": "object", "properties": dict(tool.arguments), "required": required}
    return SdkMcpTool(tool.name, tool.description, schema, call)


def _answer(text: str, *, is_error: bool = False) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "is_error": is_error}
