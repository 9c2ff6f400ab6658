"""What people type, as Slack turns it into text and rich text: links in angle brackets, mentions as ids."""

import re
from typing import Final

from playground.slack.cast import Cast
from playground.slack.wire import Payload

LINK: Final = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'\"]")
REFERENCE: Final = re.compile(r"<(?:@U\w+|#C\w+(?:\|[^>]*)?|https?://[^>\s]+)>")
HANDLE: Final = re.compile(r"(?<![\w@])@([a-z0-9._-]+)", re.IGNORECASE)
PARTS: Final = re.compile(r"(<[^<>]+>)")


def composed(text: str, cast: Cast) -> str:
    """Return typed text as messages carry it. References already in Slack's form stay as they are."""
    parts: list[str] = []
    position = 0
    for match in REFERENCE.finditer(text):
        parts += [_linked(text[position : match.start()], cast), match.group()]
        position = match.end()
    return "".join([*parts, _linked(text[position:], cast)])


def rich_text(text: str) -> Payload:
    """Return the rich text block that Slack's own client sends along with composed text."""
    elements = [_element(part) for part in PARTS.split(text) if part]
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": "typed", "elements": [section]}


def _linked(text: str, cast: Cast) -> str:
    parts: list[str] = []
    position = 0
    for match in LINK.finditer(text):
        parts += [_mentioned(text[position : match.start()], cast), f"<{_escaped(match.group())}>"]
        position = match.end()
    return "".join([*parts, _mentioned(text[position:], cast)])


def _mentioned(text: str, cast: Cast) -> str:
    handles = {each.handle: each.id for each in cast.people.values()}

    def mention(match: re.Match[str]) -> str:
        user = handles.get(match.group(1).lower())
        return f"<@{user}>" if user else match.group()

    return HANDLE.sub(mention, _escaped(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _element(part: str) -> Payload:
    inner = part.strip("<>")
    if part.startswith("<@"):
        return {"type": "user", "user_id": inner[1:]}
    if part.startswith("<#"):
        return {"type": "channel", "channel_id": inner[1:].split("|", maxsplit=1)[0]}
    if part.startswith("<"):
        return {"type": "link", "url": _unescaped(inner)}
    return {"type": "text", "text": _unescaped(part)}
