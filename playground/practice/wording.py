"""Sentences for people: what a page showed, what was missing, what to do about it."""

import re

from models.plan import Action, Step
from playground.practice.snapshot import Page

_COLOURS = re.compile(r"\x1b?\[\d+m")
_ERROR_PREFIX = re.compile(
    r"^(PreToolUse:\S+ hook error: (Not allowed: )?|(### )?Error:? ?(browserBackend\.callTool: )?(Error: )?)"
)
_EXIT_CODE = re.compile(r"Exit code \d+$")
_MOST_SHOWN = 6

_KINDS = {
    Action.TYPE: "a field called",
    Action.SELECT: "a list called",
    Action.CHECK: "a checkbox called",
    Action.UNCHECK: "a checkbox called",
    Action.CLICK: "something to click called",
}


def where(page: Page) -> str:
    return f"“{page.title}” ({page.url})" if page.title else page.url


def what_shows(page: Page) -> str:
    """What a person would notice first."""
    said = page.alerts or page.notices
    return f"{where(page)} is open and says {quoted(said[0])}." if said else f"{where(page)} is open."


def missing(step: Step, target: str | None, page: Page) -> str:
    """Why `step` could not be done on `page`."""
    named = f"{_KINDS[step.action]} “{target}”" if target else "something whose label is not known"
    return f"{_of(step)} needs {named}, but {where(page)} does not show it. {_instead(page)}"


def refused(step: Step, alert: str) -> str:
    """What a page said against `step`."""
    return f"{_of(step)} was refused: the page says {quoted(alert)}."


def broken(step: Step, result: str) -> str:
    """What a tool said when it failed."""
    return f"{_of(step)} did not work: {first_line(result).removesuffix('.')}."


def forbidden(step: Step, reason: str) -> str:
    """Why a tool may not be used for `step`."""
    return f"{_of(step)} was not allowed: {first_line(reason).removesuffix('.')}."


def valueless(step: Step) -> str:
    return f"{_of(step)} needs a value that neither the plan nor its parameters give."


def elsewhere(step: Step, home: str, page: Page) -> str:
    return f"{_of(step)} was not done: {step.credential} belongs to {home}, but {where(page)} is open."


def unfollowable(step: Step) -> str:
    return (
        f"{_of(step)} is not something that can be followed to the letter. "
        "Set ANTHROPIC_API_KEY, so that Claude carries it out."
    )


def first_line(result: str) -> str:
    """The first telling line of a tool's error; what follows may repeat what was typed."""
    lines = (_ERROR_PREFIX.sub("", _COLOURS.sub("", line)).strip() for line in result.splitlines())
    said = [line for line in lines if line]
    telling = [line for line in said if not _EXIT_CODE.match(line)]
    return next((line[:300] for line in [*telling, *said]), "the tool gave no reason")


def quoted(text: str) -> str:
    """`text` in quotation marks, fit to stand at the end of a sentence."""
    return f"“{text.removesuffix('.')}”"


def _of(step: Step) -> str:
    return f"Step {step.number} ({step.instruction})"


def _instead(page: Page) -> str:
    if page.alerts:
        return f"The page says {quoted(page.alerts[0])}."
    useful = [
        str(each) for each in page.elements if each.ref and each.name and each.role in {"button", "link"}
    ]
    return f"It shows: {', '.join(useful[:_MOST_SHOWN])}." if useful else "It shows nothing to click."
