"""What somebody wrote, without the markup that the chat put around it."""

import html
import re
from typing import Final

#: ``<address>``, ``<address|label>``, ``<@U024BE7LH>``, ``<#C024BE7LR|chores>``, ``<!here>``.
_MARKED: Final = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def read_plainly(text: str) -> str:
    """Return `text` as its author typed it, more or less: links as addresses, numbers as numbers."""
    return html.unescape(_MARKED.sub(_spell_out, text)).strip()


def _spell_out(marked: re.Match[str]) -> str:
    target, label = marked[1], marked[2]
    if target.startswith(("http:", "https:")):
        return target  # its label may say anything
    if target.startswith(("@", "#", "!")):
        return f"{target[0]}{label}" if label else target
    return label or target.partition(":")[2] or target  # tel:, mailto:
