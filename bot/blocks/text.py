"""Text for Slack: everything that came from a person, a video or a page is escaped and kept within limits."""

import re
from collections.abc import Mapping
from typing import Final

ELLIPSIS: Final = "…"

PRACTICE_MODEL: Final = "practice"


def shorten(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Return `text` so that Slack shows it as it is: no markup of its own, no link, no mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str, limit: int = 500) -> str:
    """Return untrusted text on one line, shortened and escaped."""
    return escape(shorten(" ".join(text.split()), limit))


def unfence(text: str) -> str:
    """Return `text` without backticks: one in untrusted text would end a code block early."""
    return text.replace("`", "'")


def code(text: str, limit: int = 200) -> str:
    """Return untrusted text as inline code."""
    return f"`{quote(unfence(text), limit)}`"


def fill_in(instruction: str, values: Mapping[str, str]) -> str:
    """Return an instruction with values instead of the names of its parameters."""
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), instruction)


def mention(member: str) -> str:
    return f"<@{member}>"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def describe_duration(seconds: float) -> str:
    """Return seconds as people say them: "0.8 s", "42 s", "3 min 5 s", "1 h 2 min"."""
    if seconds < 1:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
