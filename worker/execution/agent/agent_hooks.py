"""What happens around every act of an agent: it is judged before, and what came of it is seen after.

Measured on the command line that the SDK brings along: a hook may take as long as its `timeout` says,
whatever the tool, and with `on_failure="block"` the act does not happen if the hook itself breaks. A hook
that allows would overrule the list of allowed tools, so one that has no objection says nothing.
"""

from typing import Any

from claude_agent_sdk import HookContext, HookInput, HookJSONOutput, HookMatcher
from claude_agent_sdk.types import HookCallback, HookEvent

from worker.execution.agent.screenshot import TAKE_SCREENSHOT, LastScreenshot
from worker.execution.guard.guard import Guard
from worker.execution.guard.sight import Sight
from worker.wall.runtime import PATIENCE_SECONDS

Hooks = dict[HookEvent, list[HookMatcher]]


def hooks_around(guard: Guard, sight: Sight, screenshot: LastScreenshot) -> Hooks:
    """Return the hooks of one agent, for every tool."""
    return {
        "PreToolUse": [_for_every_tool(_before(guard))],
        "PostToolUse": [_for_every_tool(_after(sight, screenshot))],
        "PostToolUseFailure": [_for_every_tool(_after_failure(sight))],
    }


def _before(guard: Guard) -> HookCallback:
    async def judge(given: HookInput, _id: str | None, _context: HookContext) -> HookJSONOutput:
        if given["hook_event_name"] != "PreToolUse":
            return {}
        objection = await guard.objection(given["tool_name"], given["tool_input"])
        return {} if objection is None else _denial(objection)

    return judge


# Not by the messages: those may come after the next act was judged, and shorten what is long.
def _after(sight: Sight, screenshot: LastScreenshot) -> HookCallback:
    async def see(given: HookInput, _id: str | None, _context: HookContext) -> HookJSONOutput:
        if given["hook_event_name"] != "PostToolUse":
            return {}
        tool, response = given["tool_name"], given["tool_response"]
        sight.hear(tool, given["tool_input"], _text_of(response), failed=False)
        return _instead(screenshot.take(response)) if tool == TAKE_SCREENSHOT else {}

    return see


def _after_failure(sight: Sight) -> HookCallback:
    async def see(given: HookInput, _id: str | None, _context: HookContext) -> HookJSONOutput:
        if given["hook_event_name"] == "PostToolUseFailure":
            sight.hear(given["tool_name"], given["tool_input"], given["error"], failed=True)
        return {}

    return see


def _denial(objection: str) -> HookJSONOutput:
    return {
        "hookSpecificOutput": {
            "hookEventName": "PreToolUse",
            "permissionDecision": "deny",
            "permissionDecisionReason": f"Not allowed: {objection}",
        }
    }


def _instead(output: list[dict[str, str]]) -> HookJSONOutput:
    return {"hookSpecificOutput": {"hookEventName": "PostToolUse", "updatedToolOutput": output}}


def _for_every_tool(hook: HookCallback) -> HookMatcher:
    return HookMatcher(matcher=None, hooks=[hook], timeout=PATIENCE_SECONDS, on_failure="block")


def _text_of(response: Any) -> str:  # noqa: ANN401 - each tool has a shape of its own
    """Return what a tool's result says, whole: content blocks, or a command's output."""
    match response:
        case str():
            return response
        case list():
            return "\n".join(str(block.get("text", "")) for block in response if isinstance(block, dict))
        case {"stdout": str(out), "stderr": str(err)}:
            return f"{out}\n{err}"
        case _:
            return ""
