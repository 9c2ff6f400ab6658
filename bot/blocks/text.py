"""Text for Slack: everything that came from a person, a video or a page is escaped and kept within limits."""

from collections.abc import Sequence
from typing import Final

ELLIPSIS: Final = "…"


def shorten(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Return `text` so that Slack shows it as it is: no markup of its own, no link, no mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str, limit: int = 500) -> str:
    """Return untrusted text on one line, shortened and escaped."""
    return escape(shorten(" ".join(text.split()), limit))


def marked(mark: str, text: str) -> str:
    """Return a line of a list, with a mark that says how it stands."""
    return f"{mark}  {text}"


def remark(text: str) -> str:
    """Return what is added to a line to say more about it, below it."""
    return f"\n\u2003\u2003↳ {text}"  # wide spaces, because others may be swallowed


def pieces(text: str, limit: int) -> list[str]:
    """Return all of untrusted text in pieces that, escaped, have at most `limit` characters each."""
    cut: list[str] = [""]
    for letter in map(escape, text):
        if len(cut[-1]) + len(letter) > limit:
            cut.append("")
        cut[-1] += letter
    return cut


def preformatted(text: str) -> str:
    """Return escaped text as a block that shows each letter as it is, also one that is a mark elsewhere."""
    closed_nowhere = text.replace("``", "`\u200b`")  # a space without width: it looks the same
    return f"```\n{closed_nowhere}\n```"


def fit(lines: Sequence[str], limit: int) -> str:
    """Return the first lines, as many as have room in `limit` characters, and how many more there are."""
    room = limit - 20  # for the line that counts the rest
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines[:number], f"… {len(lines) - number} more"])
    return "\n".join(lines)


def unfence(text: str) -> str:
    """Return `text` without backticks: one in untrusted text would end a code block early."""
    return text.replace("`", "'")


def without_marks(text: str) -> str:
    """Return words of our own without the marks of bold and code, for where Slack would show these."""
    return text.replace("*", "").replace("`", "")


def code(text: str, limit: int = 200) -> str:
    """Return untrusted text as inline code."""
    return f"`{quote(unfence(text), limit)}`"


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
