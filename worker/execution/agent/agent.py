"""One agent at work: the Agent SDK's client around Claude's CLI, which runs behind the wall."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from claude_agent_sdk import (
    AssistantMessage,
    ClaudeSDKClient,
    ClaudeSDKError,
    Message,
    ProcessError,
    ResultMessage,
    SystemMessage,
    TextBlock,
    ToolResultBlock,
    ToolUseBlock,
    UserMessage,
)

from worker.execution.agent.agent_options import Order, options_for
from worker.execution.agent.prompt import REMINDER
from worker.execution.telling.reporting import Reporter

_INTERRUPT_PATIENCE = 1.0  # seconds


@dataclass(frozen=True)
class AgentEnd:
    """How the CLI itself ended; what the agent said about its run is the reporter's verdict."""

    exit_code: int
    complaint: str | None = None  #: what went wrong, in the CLI's own words


class Agent:
    """Runs once. Every act goes to the reporter as it happens."""

    def __init__(self, order: Order, reporter: Reporter) -> None:
        self._reporter = reporter
        self._complaints: list[str] = []
        self._begun: dict[str, ToolUseBlock] = {}
        self._interrupted = False
        self._listening = asyncio.Event()
        self._first_words = order.beginning.words
        self._client = ClaudeSDKClient(options_for(order, self._complaints.append))

    async def run(self) -> AgentEnd:
        """Work until the agent says the run is finished, or cannot go on."""
        try:
            async with self._client:
                result = await self._converse(self._first_words)
                if self._reporter.verdict is None and not result.is_error:
                    result = await self._converse(REMINDER)
        except ProcessError as error:
            return AgentEnd(error.exit_code or 1, self._complaint(str(error)))
        except ClaudeSDKError as error:
            return AgentEnd(1, self._complaint(str(error)))
        return _end(result)

    async def begun(self) -> None:
        """Return once its program has started and was told what to do."""
        await self._listening.wait()

    async def tell(self, words: str) -> None:
        """Say something to the agent while it works: it reads that with the result of its next act."""
        await self.begun()
        with suppress(ClaudeSDKError):  # it may already be gone
            await self._client.query(words)

    async def _interrupt(self) -> None:
        """Ask the agent to stop what it is doing; it may already be gone."""
        self._interrupted = True
        with suppress(ClaudeSDKError, TimeoutError):
            await asyncio.wait_for(self._client.interrupt(), _INTERRUPT_PATIENCE)

    async def _converse(self, prompt: str) -> ResultMessage:
        await self._client.query(prompt)
        self._listening.set()
        async for message in self._client.receive_response():
            self._hear(message)
            if isinstance(message, ResultMessage):
                return message
            if self._reporter.verdict and isinstance(message, UserMessage):
                await self._interrupt()  # it has said all; another turn would only cost
        raise ProcessError("The agent's process ended.", exit_code=1)

    def _complaint(self, fallback: str) -> str:
        """Return the last thing the wall or the CLI said before its process ended."""
        return self._complaints[-1] if self._complaints else fallback

    def _hear(self, message: Message) -> None:
        match message:
            case SystemMessage(subtype="init", data=data):
                self._reporter.started(str(data["session_id"]), str(data["model"]))
            case AssistantMessage(content=blocks, error=None):  # else the CLI's words: the run's end says why
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


def _end(result: ResultMessage) -> AgentEnd:
    if not result.is_error:
        return AgentEnd(0)
    return AgentEnd(1, "; ".join(result.errors or []) or result.result or result.subtype)


def _text_of(content: str | list[dict[str, Any]] | None) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content or [])
