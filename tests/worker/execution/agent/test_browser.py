"""What a run's browser is given."""

import json
import subprocess
from pathlib import Path

import playwright
import pytest

from models.errors import UserError
from models.plan import Action, Step
from tests.models.factories import make_plan
from worker.execution.agent.browser import OFFERED_TOOLS, WITHHELD_TOOLS, Tools, secrets_file, tools_for

DRIVER = Path(playwright.__file__).parent / "driver"


def test_every_tool_of_the_browser_server_is_either_offered_or_withheld() -> None:
    """A tool that a new version brings must be decided on: it would cost tokens in every request."""
    assert tools_of_the_server() == {*OFFERED_TOOLS, *WITHHELD_TOOLS}


def tools_of_the_server() -> set[str]:
    about_us = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "1"},
    }
    asked: list[dict[str, object]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": about_us},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    ]
    command = [str(DRIVER / "node"), str(DRIVER / "package" / "cli.js"), "mcp", "--headless", "--isolated"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.writelines(json.dumps(message) + "\n" for message in asked)
        server.stdin.flush()
        *_, answer = [json.loads(server.stdout.readline()) for _ in range(2)]
        server.kill()
    return {f"mcp__browser__{tool['name']}" for tool in answer["result"]["tools"]}


def test_secrets_are_quoted_so_that_nothing_in_them_is_read_as_syntax() -> None:
    assert secrets_file({"A": "x # y $Z", "B": "it's", "C": "'`"}) == b"A='x # y $Z'\nB=`it's`\nC=\"'`\"\n"


def test_a_secret_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(UserError, match="A contains every kind of quotation mark"):
        secrets_file({"A": "'`\""})


def tools_of(*actions: Action) -> Tools:
    steps = [
        Step(number=number, instruction="Do it", action=action)
        for number, action in enumerate(actions, start=1)
    ]
    return tools_for(make_plan(steps=steps))


def test_a_plan_without_commands_gets_no_shell() -> None:
    tools = tools_of(Action.NAVIGATE, Action.CLICK)
    assert tools.inside == ["Read", "Write", "Edit"]
    assert "Bash" not in tools.allowed
    assert set(OFFERED_TOOLS) < set(tools.allowed)
    assert tools.disallowed == WITHHELD_TOOLS


def test_a_plan_without_pages_gets_no_browser() -> None:
    tools = tools_of(Action.SHELL)
    assert "Bash" in tools.inside
    assert not [name for name in tools.allowed if "browser" in name]


def test_a_step_by_whatever_means_gets_both() -> None:
    tools = tools_of(Action.OTHER)
    assert {"Bash", *OFFERED_TOOLS} < set(tools.allowed)


def test_files_are_reached_in_the_workspace_only() -> None:
    files = [name for name in tools_of(Action.CLICK).allowed if name.startswith(("Read", "Write", "Edit"))]
    assert files == ["Read(//workspace/**)", "Write(//workspace/**)", "Edit(//workspace/**)"]
