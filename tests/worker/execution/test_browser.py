"""What a run's browser is given."""

import json
import subprocess
from pathlib import Path

import playwright
import pytest

from models.errors import UserError
from worker.execution.browser import OFFERED_TOOLS, WITHHELD_TOOLS, secrets_file

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
