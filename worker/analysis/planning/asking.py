"""One conversation with Claude: a message about a screencast, some closer looks, what should be a plan."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from claude_agent_sdk import (
    AssistantMessage,
    ClaudeAgentOptions,
    ClaudeSDKClient,
    ClaudeSDKError,
    ResultMessage,
    create_sdk_mcp_server,
)

from models.errors import ConfigurationError, TransientError, UserError
from models.plan import ComputerUsePlan
from worker.analysis.planning.command_line import environment, write_wrapper
from worker.analysis.planning.looking import TOOL, Magnifier, as_tool
from worker.analysis.planning.rations import Rations
from worker.analysis.planning.request import Block
from worker.analysis.planning.road import Road
from worker.config import AnalysisSettings
from worker.network.metering import price_of
from worker.wall.runtime import claude_program

_log = logging.getLogger(__name__)

_SECONDS = 300  #: wall clock of one conversation
_ANSWERS = 2  #: the first one, and one that fits the schema
_NO_PLAN = frozenset({"error_max_turns", "error_max_structured_output_retries"})
_SYSTEM_PROMPT = Path(__file__).with_name("prompt.md")
_SERVER = "screencast"


@dataclass(frozen=True)
class Answer:
    """What the model gave."""

    output: object  #: what should be a plan; None if the model never gave one
    model: str
    cost_usd: float


def ask(
    content: Sequence[Block], magnifier: Magnifier, rations: Rations, settings: AnalysisSettings
) -> Answer:
    """Ask for a plan; the model may take looks through `magnifier` before it answers.

    All its requests together send no more pictures than there are `rations`.

    Raises:
        UserError: the model's side refuses this content; says what to do.
        TransientError: the model is away or overloaded.
        ConfigurationError: the model's side refuses the key.
    """
    road = Road(settings, rations, lambda: magnifier.reserved)
    return asyncio.run(_ask(content, magnifier, road, settings.understudy_model))


async def _ask(content: Sequence[Block], magnifier: Magnifier, road: Road, model: str) -> Answer:
    folder = Path(tempfile.mkdtemp(prefix="understudy-planner-"))
    try:
        async with asyncio.timeout(_SECONDS), road.serve() as base_url:
            return await _converse(content, _options(folder, magnifier, base_url, model))
    except TimeoutError as error:
        raise TransientError("The model took too long to draw the plan.") from error
    except ClaudeSDKError as error:
        raise TransientError("The model could not be reached.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _converse(content: Sequence[Block], options: ClaudeAgentOptions) -> Answer:
    model = options.model or ""
    async with ClaudeSDKClient(options) as client:
        await client.query(_one_message(content))
        async for message in client.receive_response():
            if isinstance(message, AssistantMessage):
                model = message.model
            if isinstance(message, ResultMessage):
                _check_result(message)
                cost = price_of(model).charged(message.total_cost_usd or 0.0)
                return Answer(message.structured_output, model, cost)
    raise TransientError("The model ended without an answer.")


async def _one_message(content: Sequence[Block]) -> AsyncIterator[dict[str, Any]]:
    message = {"role": "user", "content": list(content)}
    yield {"type": "user", "message": message, "parent_tool_use_id": None}


def _check_result(result: ResultMessage) -> None:
    if not result.is_error or result.subtype in _NO_PLAN:
        return
    status = result.api_error_status
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ConfigurationError("Claude refuses the key. Check ANTHROPIC_API_KEY.")
    if status is not None and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.TOO_MANY_REQUESTS:
        raise UserError("Claude refused to look at this screencast. Try a shorter one.")
    raise TransientError("Claude is overloaded.")


def _options(folder: Path, magnifier: Magnifier, base_url: str, model: str) -> ClaudeAgentOptions:
    workspace = folder / "workspace"
    workspace.mkdir()
    return ClaudeAgentOptions(
        model=model,
        system_prompt=_SYSTEM_PROMPT.read_text(),
        output_format={"type": "json_schema", "schema": ComputerUsePlan.model_json_schema()},
        tools=[],
        mcp_servers={_SERVER: create_sdk_mcp_server(_SERVER, tools=[as_tool(magnifier)])},
        allowed_tools=[f"mcp__{_SERVER}__{TOOL}"],
        strict_mcp_config=True,
        setting_sources=[],
        permission_mode="dontAsk",
        max_turns=_ANSWERS + magnifier.looks,
        cwd=workspace,
        cli_path=write_wrapper(folder, claude_program()),
        env=environment(folder, base_url),
        stderr=_log.debug,
    )
