"""What a person is asked before something that cannot be taken back: what is really there, in quotes."""

import hashlib
import re
from collections.abc import Container, Mapping

from models.plan import Step
from worker.execution.guard.act import Act, irreversible_deeds
from worker.execution.tool_calls import browser_tool, text_of
from worker.network.addresses import host_of

_LONGEST_QUOTE = 120  # characters
_LONGEST_COMMAND = 1200
_LONGEST_FIELD = 60
_MOST_FIELDS = 6
#: Fields that a question leaves out, and how the browser's server writes a credential.
_PRIVATE = re.compile(r"passw|secret|token|\bcode\b|\bpin\b|\bcv[cv]\b|card number", re.IGNORECASE)


def planned(step: Step, act: Act) -> str:
    return (
        f"The agent is about to {_described(act)}. "
        f"This is step {step.number} of the plan, and it cannot be taken back."
    )


def repeated(step: Step, act: Act) -> str:
    return (
        f"The agent is about to {_described(act)}. This is step {step.number} of the plan, which had been "
        "begun when its worker was lost: it may have happened already. Please check first."
    )


def reported(step: Step, act: Act) -> str:
    return (
        f"The agent wants to {_described(act)}. This is step {step.number} of the plan, which it had "
        "reported as done: it may have happened already, and it cannot be taken back. Please check first."
    )


def besides(step: Step, act: Act) -> str:
    return (
        f"The agent wants to {_described(act)}. The plan does not name this, but it belongs to step "
        f"{step.number}, which cannot be taken back: it may be another way of doing it."
    )


def unplanned(act: Act) -> str:
    return (
        f"The agent wants to {_described(act)}. The plan does not say so, and it may not be possible to take "
        "it back."
    )


def with_fields(prompt: str, filled_in: Mapping[str, str], credentials: Container[str]) -> str:
    """Add what is filled in on the page, so that a person sees what they say yes to."""
    shown = [
        f"{_quoted(label, _LONGEST_FIELD)}: {_quoted(value, _LONGEST_FIELD)}"
        for label, value in filled_in.items()
        if value not in credentials and not _PRIVATE.search(f"{label} {value}")
    ]
    return f"{prompt} Filled in: {', '.join(shown[:_MOST_FIELDS])}." if shown else prompt


def _described(act: Act) -> str:
    match browser_tool(act.tool):
        case None:
            return f"run {_quoted_command(act.command)}{_running(act)}"
        case "handle_dialog" if act.dialog:
            return f"say yes to {_quoted(act.dialog.message)}"
        case "navigate":
            return f"open {_quoted(text_of(act.given, 'url'))}"
        case name:
            return f"{_described_on_page(name, act)}{_place(act)}"


def _described_on_page(tool: str, act: Act) -> str:
    label = next(iter(act.element.labels), "") if act.element else ""
    what = _quoted(label) if label else "something without a label"
    match tool:
        case "type" | "press_key":
            return f"press {_quoted(text_of(act.given, 'key') or 'Enter')} in {what}{_submitting(act)}"
        case "file_upload":
            return "upload a file"
        case "click":
            return f"click {what}"
        case _:
            return f"change {what}"


def _running(act: Act) -> str:
    return f", which may run what it wrote itself: {_quoted_command(act.scripts)}" if act.scripts else ""


def _submitting(act: Act) -> str:
    pressed = next((each.labels[0] for each in act.submits_by if irreversible_deeds(each)), "")
    return f" (which may press {_quoted(pressed)})" if pressed else ""


def _place(act: Act) -> str:
    host = host_of(act.page_url)
    return f" on {host}" if host else ""


def _quoted_command(command: str) -> str:
    """Quote a command so that no other one reads the same: a yes is for all of it."""
    lines = _quoted(" \u23ce ".join(command.strip().splitlines()), _LONGEST_COMMAND)
    if len(command) <= _LONGEST_COMMAND:
        return lines
    digest = hashlib.sha256(command.encode()).hexdigest()[:12]
    # First, as whatever shows a question may cut it off at its end.
    return f"({len(command):,} characters, SHA-256 {digest}…) {lines}"


def _quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Return words that are not ours on one line, so that they cannot pass for ours."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    line = line.replace("\u201c", '"').replace("\u201d", '"')
    return f"“{line if len(line) <= longest else line[: longest - 1] + '…'}”"
