"""Evidence to plan with Claude: one call without tools, a few pictures, an answer that fits the schema."""

import asyncio
import json
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from claude_agent_sdk import (
    AssistantMessage,
    ClaudeAgentOptions,
    ClaudeSDKClient,
    ClaudeSDKError,
    ResultMessage,
)
from pydantic import ValidationError

from models.analysis import PRACTICE_MODEL
from models.errors import ConfigurationError, TransientError, UserError
from models.plan import ComputerUsePlan
from worker.analysis.command_line import environment, write_wrapper
from worker.analysis.evidence import Evidence
from worker.analysis.planning.check import hold_to_evidence
from worker.analysis.planning.literal import check_something_happened
from worker.analysis.planning.request import Block, build_request
from worker.config import AnalysisSettings
from worker.execution.network.metering import price_of
from worker.execution.wall.runtime import claude_program

_log = logging.getLogger(__name__)

_SECONDS = 300  #: wall clock of one attempt
_ATTEMPTS = 2
_TURNS = 6  #: the answer, and a few tries to make it fit the schema
_TOO_MANY_TURNS = "error_max_turns"
_SYSTEM_PROMPT = Path(__file__).with_name("prompt.md")


@dataclass(frozen=True)
class Drawn:
    """A plan, the model that drew it, and what that cost."""

    plan: ComputerUsePlan
    model: str
    cost_usd: float


@dataclass(frozen=True)
class _Answer:
    output: object  #: what should be a plan; None if the model never gave one
    model: str
    cost_usd: float


class _Unusable(Exception):  # noqa: N818 - never leaves this module
    """An answer that is no plan, with what is wrong about it."""


def draw_plan(evidence: Evidence, folder: Path, settings: AnalysisSettings) -> Drawn:
    """Ask the model for a plan and hold it against the evidence; `folder` holds the evidence's frames.

    Raises:
        UserError: nothing was seen to happen, or no usable plan came back; says what to do.
        TransientError: the model is away or overloaded.
        ConfigurationError: there is no key, or the model's side refuses it.
    """
    check_something_happened(evidence)
    _check_access(settings)
    complaint, cost = None, 0.0
    for _ in range(_ATTEMPTS):
        answer = asyncio.run(_ask(build_request(evidence, folder, complaint), settings))
        cost += answer.cost_usd
        try:
            return Drawn(hold_to_evidence(_read_plan(answer.output), evidence), answer.model, cost)
        except _Unusable as error:
            complaint = str(error)
    raise UserError("No usable plan could be drawn from this screencast. Click *Analyze again*.")


def _check_access(settings: AnalysisSettings) -> None:
    has_key = settings.anthropic_api_key or settings.anthropic_auth_token
    if not has_key and settings.understudy_model != PRACTICE_MODEL:
        raise ConfigurationError("Set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN.")


def _read_plan(output: object) -> ComputerUsePlan:
    if output is None:
        raise _Unusable("there was no plan in the answer")
    try:
        return ComputerUsePlan.model_validate_json(_storable(output))
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:10])
        raise _Unusable("; ".join(problems)) from error


def _storable(output: object) -> str:
    """Return an answer as JSON; databases cannot keep the one character that is left out."""
    return json.dumps(output).replace("\\u0000", "")


async def _ask(content: list[Block], settings: AnalysisSettings) -> _Answer:
    folder = Path(tempfile.mkdtemp(prefix="understudy-planner-"))
    try:
        async with asyncio.timeout(_SECONDS):
            return await _converse(content, _options(folder, settings))
    except TimeoutError as error:
        raise TransientError("The model took too long to draw the plan.") from error
    except ClaudeSDKError as error:
        raise TransientError("The model could not be reached.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _converse(content: list[Block], options: ClaudeAgentOptions) -> _Answer:
    model = options.model or ""
    async with ClaudeSDKClient(options) as client:
        await client.query(_one_message(content))
        async for message in client.receive_response():
            if isinstance(message, AssistantMessage):
                model = message.model
            if isinstance(message, ResultMessage):
                _check_result(message)
                cost = price_of(model).charged(message.total_cost_usd or 0.0)
                return _Answer(message.structured_output, model, cost)
    raise TransientError("The model ended without an answer.")


async def _one_message(content: list[Block]) -> AsyncIterator[dict[str, object]]:
    yield {"type": "user", "message": {"role": "user", "content": content}, "parent_tool_use_id": None}


def _check_result(result: ResultMessage) -> None:
    if not result.is_error or result.subtype == _TOO_MANY_TURNS:
        return
    status = result.api_error_status
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ConfigurationError("Claude refuses the key. Check ANTHROPIC_API_KEY.")
    if status is not None and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.TOO_MANY_REQUESTS:
        raise UserError("Claude refused to look at this screencast. Try a shorter one.")
    raise TransientError("Claude is overloaded.")


def _options(folder: Path, settings: AnalysisSettings) -> ClaudeAgentOptions:
    workspace = folder / "workspace"
    workspace.mkdir()
    return ClaudeAgentOptions(
        model=settings.understudy_model,
        system_prompt=_SYSTEM_PROMPT.read_text(),
        output_format={"type": "json_schema", "schema": ComputerUsePlan.model_json_schema()},
        tools=[],
        strict_mcp_config=True,
        setting_sources=[],
        permission_mode="dontAsk",
        max_turns=_TURNS,
        cwd=workspace,
        cli_path=write_wrapper(folder, claude_program()),
        env=environment(folder, settings),
        stderr=_log.debug,
    )
