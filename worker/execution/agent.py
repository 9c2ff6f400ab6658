"""One agent at work: the Agent SDK's client around Claude's CLI, which runs behind the wall."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claude_agent_sdk import (
    AssistantMessage,
    ClaudeAgentOptions,
    ClaudeSDKClient,
    ClaudeSDKError,
    McpSdkServerConfig,
    Message,
    ProcessError,
    ResultMessage,
    SdkMcpTool,
    SystemMessage,
    TextBlock,
    ToolResultBlock,
    ToolUseBlock,
    UserMessage,
    create_sdk_mcp_server,
    tool,
)
from claude_agent_sdk.types import McpStdioServerConfig

from worker.execution.browser import OFFERED_TOOLS, WITHHELD_TOOLS, browser_command
from worker.execution.prompt import REMINDER, START
from worker.execution.reporting import Reporter, Verdict

PROMPT_FILE = "/run/prompt.md"
_INSIDE_TOOLS = ["Bash", "Read", "Write", "Edit"]
_LARGEST_MESSAGE = 64 << 20  # bytes; a page or a file can be large, and the default of 1 MB ends the run
_SETTINGS = json.dumps({"attribution": {"commit": "", "pr": ""}})  # spares a reminder in every request
_INTERRUPT_PATIENCE = 1.0  # seconds


@dataclass(frozen=True)
class Order:
    """How to start an agent."""

    launcher: Path
    workspace: Path
    chromium: Path
    model: str
    budget_usd: float


@dataclass(frozen=True)
class AgentEnd:
    """How the CLI itself ended; what the agent said about its run is the reporter's verdict."""

    exit_code: int
    cost_usd: float | None = None
    complaint: str | None = None  #: what went wrong, in the CLI's own words
    out_of_budget: bool = False


class Agent:
    """Runs once. Every act goes to the reporter as it happens."""

    def __init__(self, order: Order, reporter: Reporter) -> None:
        self._reporter = reporter
        self._complaints: list[str] = []
        self._begun: dict[str, ToolUseBlock] = {}
        self._interrupted = False
        self._client = ClaudeSDKClient(self._options(order))

    async def run(self) -> AgentEnd:
        """Work until the agent says the run is finished, or cannot go on."""
        try:
            async with self._client:
                result = await self._converse(START)
                if self._reporter.verdict is None and not result.is_error:
                    result = await self._converse(REMINDER)
        except ProcessError as error:
            return AgentEnd(error.exit_code or 1, complaint=self._complaint(str(error)))
        except ClaudeSDKError as error:
            return AgentEnd(1, complaint=self._complaint(str(error)))
        return self._end(result)

    async def interrupt(self) -> None:
        """Ask the agent to stop what it is doing; it may already be gone."""
        self._interrupted = True
        with suppress(ClaudeSDKError, TimeoutError):
            await asyncio.wait_for(self._client.interrupt(), _INTERRUPT_PATIENCE)

    async def _converse(self, prompt: str) -> ResultMessage:
        await self._client.query(prompt)
        async for message in self._client.receive_response():
            self._hear(message)
            if isinstance(message, ResultMessage):
                return message
            if self._reporter.verdict and isinstance(message, UserMessage):
                await self.interrupt()  # it has said all; another turn would only cost
        raise ProcessError("The agent's process ended.", exit_code=1)

    def _end(self, result: ResultMessage) -> AgentEnd:
        complaint = "; ".join(result.errors or []) or result.result or result.subtype
        return AgentEnd(
            exit_code=int(result.is_error),
            cost_usd=result.total_cost_usd,
            complaint=complaint if result.is_error else None,
            out_of_budget=result.subtype == "error_max_budget_usd",
        )

    def _complaint(self, fallback: str) -> str:
        """Return the last thing the wall or the CLI said before its process ended."""
        return self._complaints[-1] if self._complaints else fallback

    def _hear(self, message: Message) -> None:
        match message:
            case SystemMessage(subtype="init", data=data):
                self._reporter.started(str(data["session_id"]), str(data["model"]))
            case AssistantMessage(content=blocks):
                for block in blocks:
                    self._hear_block(block)
            case UserMessage(content=list() as blocks):
                # What else comes back beside results, such as "[Request interrupted by user]", is the CLI's.
                for block in (each for each in blocks if isinstance(each, ToolResultBlock)):
                    self._hear_result(block)

    def _hear_block(self, block: object) -> None:
        match block:
            case TextBlock(text=text):
                self._reporter.said(text)
            case ToolUseBlock():
                self._begun[block.id] = block
                self._reporter.begins(block.name, block.input)

    def _hear_result(self, block: ToolResultBlock) -> None:
        begun = self._begun.pop(block.tool_use_id, None)
        if begun is None or (self._interrupted and block.is_error):
            return  # that an interrupted act did not succeed is no news
        tell = self._reporter.failed if block.is_error else self._reporter.succeeded
        tell(begun.name, begun.input, _text_of(block.content))

    def _options(self, order: Order) -> ClaudeAgentOptions:
        files = [f"{name}(//workspace/**)" for name in ("Read", "Write", "Edit")]
        command, *arguments = browser_command(order.chromium)
        browser = McpStdioServerConfig(type="stdio", command=command, args=arguments)
        return ClaudeAgentOptions(
            cli_path=order.launcher,
            cwd=order.workspace,
            model=order.model,
            system_prompt={"type": "file", "path": PROMPT_FILE},
            max_budget_usd=order.budget_usd,
            # Root-safe, and a tool that is not listed is refused instead of asked for.
            permission_mode="dontAsk",
            tools=_INSIDE_TOOLS,
            allowed_tools=["Bash", *files, "mcp__run", *OFFERED_TOOLS],
            disallowed_tools=WITHHELD_TOOLS,
            mcp_servers={"run": _own_tools(self._reporter), "browser": browser},
            strict_mcp_config=True,
            setting_sources=[],
            settings=_SETTINGS,
            skills=[],
            max_buffer_size=_LARGEST_MESSAGE,
            stderr=self._complaints.append,
        )


def _own_tools(reporter: Reporter) -> McpSdkServerConfig:
    @tool("step_finished", "Tell that a step is done", {"step": int, "observed": str})
    async def step_finished(given: dict[str, Any]) -> dict[str, Any]:
        reporter.step_finished(int(given["step"]), str(given["observed"]))
        return _answer("Noted.")

    @tool("run_finished", "Tell how the run ended; call it once, last", {"succeeded": bool, "summary": str})
    async def run_finished(given: dict[str, Any]) -> dict[str, Any]:
        reporter.run_finished(Verdict(bool(given["succeeded"]), str(given["summary"])))
        return _answer("Noted. Stop here.")

    tools: list[SdkMcpTool[Any]] = [step_finished, run_finished]
    return create_sdk_mcp_server("run", tools=tools)


def _answer(text: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}]}


def _text_of(content: str | list[dict[str, Any]] | None) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content or [])
