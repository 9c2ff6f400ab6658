"""Steps to tool calls."""

import re
from collections.abc import Iterable
from dataclasses import asdict

from models.plan import Action, ComputerUsePlan, Step
from playground.practice.claims import Claim
from playground.practice.finding import nearest_option
from playground.practice.progress import PICTURE
from playground.practice.snapshot import Element
from playground.practice.toolbox import Do

REPORT = "/workspace/report.md"

_KEYS = {
    "alt": "Alt", "backspace": "Backspace", "cmd": "Meta", "command": "Meta", "control": "Control",
    "ctrl": "Control", "del": "Delete", "delete": "Delete", "down": "ArrowDown", "end": "End",
    "enter": "Enter", "esc": "Escape", "escape": "Escape", "home": "Home", "left": "ArrowLeft",
    "meta": "Meta", "option": "Alt", "page down": "PageDown", "page up": "PageUp", "pagedown": "PageDown",
    "pageup": "PageUp", "return": "Enter", "right": "ArrowRight", "shift": "Shift", "space": "Space",
    "tab": "Tab", "up": "ArrowUp",
}  # fmt: skip


def look() -> Do:
    return Do("browser_snapshot", {})


def wait_a_second() -> Do:
    return Do("browser_wait_for", {"time": 1})


def take_picture() -> Do:
    """Have the page as it is pictured, for the person who started this."""
    return Do(PICTURE, {})


def open_page(url: str) -> Do:
    return Do("browser_navigate", {"url": url})


def press(key: str) -> Do:
    parts = re.split(r"\s*\+\s*", key.strip()) if key.strip() != "+" else ["+"]
    return Do("browser_press_key", {"key": "+".join(_KEYS.get(part.casefold(), part) for part in parts)})


def run_command(step: Step, command: str) -> Do:
    return Do("Bash", {"command": command, "description": step.instruction})


def look_at_files() -> Do:
    return Do("Bash", {"command": "ls -l", "description": "Look at the files"})


def act_on(element: Element, step: Step, value: str) -> Do:
    """Click, fill or choose; `value` is a text, an option, or the NAME of a credential."""
    where = {"element": element.name or element.text or element.role, "target": element.ref}
    if step.action not in {Action.TYPE, Action.SELECT}:
        return Do("browser_click", where)
    # What looked like typing may have been choosing: the page knows which of the two it is.
    if element.options:
        return Do("browser_select_option", {**where, "values": [nearest_option(element.options, value)]})
    return Do("browser_type", {**where, "text": value})


def report_step(step: Step, observed: str) -> Do:
    return Do("step_finished", {"step": step.number, "observed": observed})


def ask_for_code(step: Step) -> Do:
    """Ask for what an authenticator app shows now."""
    return Do("current_code", {"credential": step.credential})


def ask_person(question: str, kind: str) -> Do:
    return Do("ask_person", {"question": question, "kind": kind})


def write_report(plan: ComputerUsePlan, summary: str) -> Do:
    """Leave a page for the person who started this."""
    steps = [f"{step.number}. {step.instruction}" for step in plan.steps]
    lines = [f"# {plan.goal}", "", *steps, "", summary, "", "Written by the practice model.", ""]
    return Do("Write", {"file_path": REPORT, "content": "\n".join(lines)})


def read_report() -> Do:
    return Do("Read", {"file_path": REPORT})


def report_run(*, succeeded: bool, summary: str, claims: Iterable[Claim]) -> Do:
    criteria = [asdict(claim) for claim in claims]
    told = {"succeeded": succeeded, "summary": f"Practice model: {summary}"}
    return Do("run_finished", {**told, "criteria": criteria} if criteria else told)
