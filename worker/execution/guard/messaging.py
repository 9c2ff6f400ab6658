"""Fields in which Enter sends what was typed: pages tell by what they call them."""

import re

from worker.execution.guard.elements import TEXT_FIELDS, Element

_ENTER_SENDS = re.compile(
    r"\b(?:enter|return)\W+(?:to\W+)?(?:comment|post|publish|reply|send|submit)", re.IGNORECASE
)
_FOR_OTHERS = re.compile(
    r"\b(?:chat|comments?|dm|messages?|post|reply|send|tweet)\b|"
    r"\bsay something\b|\bwhat.s (?:happening|on your mind)\b",
    re.IGNORECASE,
)
#: What is searched for, signed in with, or only tells about something: Enter there sends no message.
_ABOUT_SOMETHING = re.compile(
    r"\b(?:address|amount|categor\w+|code|date|e-?mail|filter|find|id|link|name|number|password|phone|"
    r"recipients?|search|subject|tags?|time|title|url|user(?:name)?|zip)\b|\bto\W*$",
    re.IGNORECASE,
)


def sends_on_enter(element: Element) -> bool:
    """Whether a field says by its name or placeholder that what is typed there goes to others."""
    if element.role not in TEXT_FIELDS - {"searchbox"}:
        return False
    said = f"{element.name}\n{element.hint}"
    speaks = _FOR_OTHERS.search(said) and not _ABOUT_SOMETHING.search(said)
    return bool(speaks or _ENTER_SENDS.search(said))
