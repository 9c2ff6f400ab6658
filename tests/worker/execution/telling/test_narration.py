"""Log lines, as people read them."""

from typing import Any

import pytest

from models.outcome import CriterionOutcome, CriterionState
from worker.execution.guard.guard import LOOK_AGAIN
from worker.execution.telling import narration

BROWSER = "mcp__browser__browser_"


@pytest.mark.parametrize(
    ("tool", "given", "line"),
    [
        (
            f"{BROWSER}navigate",
            {"url": "http://a:b@orchard.test/x?token=1#y"},
            "Opened http://orchard.test/x",
        ),
        (f"{BROWSER}click", {"element": "Sign in", "target": "e7"}, "Clicked Sign in"),
        (f"{BROWSER}type", {"element": "Code", "text": "TOKEN"}, "Typed TOKEN into Code"),
        (f"{BROWSER}fill_form", {"fields": [{"name": "Name"}, {"name": "Email"}]}, "Filled in Name, Email"),
        (f"{BROWSER}select_option", {"element": "Size", "values": ["Small"]}, "Chose Small in Size"),
        (f"{BROWSER}press_key", {"key": "Enter"}, "Pressed Enter"),
        (f"{BROWSER}handle_dialog", {"accept": False}, "Dismissed a dialog"),
        ("Write", {"file_path": "/workspace/notes.md"}, "Wrote notes.md"),
        (f"{BROWSER}snapshot", {}, None),
    ],
)
def test_an_act_is_told_in_one_line(tool: str, given: dict[str, Any], line: str | None) -> None:
    assert narration.done(tool, given) == line


def test_a_command_is_told_when_it_begins() -> None:
    assert narration.announced("Bash", {"command": "date"}) == "$ date"


def test_a_failure_is_told_with_its_gist() -> None:
    reason = "### Error\nError: page.goto: net::ERR_FAILED\nCall log: ..."
    line = narration.failed(f"{BROWSER}navigate", {"url": "http://x.test"}, reason)
    assert line == "Did not work: opened http://x.test: page.goto: net::ERR_FAILED"


def test_what_was_not_let_through_is_told_with_the_reason() -> None:
    reason = "PreToolUse:mcp__browser__browser_click hook error: Not allowed: A person said no. Go on."
    line = narration.failed(f"{BROWSER}click", {"element": "Place order"}, reason)
    assert line == "Not allowed: clicked Place order: A person said no. Go on."


def test_what_a_person_approved_is_not_told_as_a_refusal() -> None:
    reason = f"PreToolUse:mcp__browser__browser_click hook error: Not allowed: {LOOK_AGAIN}"
    assert narration.failed(f"{BROWSER}click", {"element": "Place order"}, reason) == narration.APPROVED


def test_a_tool_that_is_not_there_is_told_without_marks() -> None:
    reason = "<tool_use_error>Error: No such tool available: Bash.</tool_use_error>"
    assert narration.failed("Bash", {"command": "ls"}, reason) == (
        "Did not work: $ ls: No such tool available: Bash."
    )


def test_a_criterion_that_nothing_shows_is_told() -> None:
    unknown = CriterionOutcome(criterion="It is listed.", state=CriterionState.NOT_VERIFIED)
    assert narration.judged(unknown) == "Not verified: It is listed."
