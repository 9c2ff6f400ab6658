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
_THING = (
    r"(?:address|amount|categor\w+|code|date|e-?mail|filter|find|id|link|name|number|password|phone|"
    r"recipients?|search|subject|tags?|time|title|url|user(?:name)?|zip)"
)
#: What is searched for, signed in with, or only tells about something: Enter there sends no message.
_ABOUT_SOMETHING = re.compile(rf"\b{_THING}\b|\bto\W*$", re.IGNORECASE)
#: A label that begins so is about writing to somebody, whatever it speaks of further on ...
_BEGINS_AS_A_MESSAGE = re.compile(
    r"^\W*(?:(?:answer|broadcast|comment|invite|message|reply|respond|tell)\b|(?:chat|talk)\s+with\b|write\s+to\b|"
    r"(?:add|leave|post|send|write)\s+(?:an?|another|the|this|your)\s+(?:\w+\s+)?"
    r"(?:answer|comment|message|post|reply|response|tweet)\b)",
    re.IGNORECASE,
)
#: ... but for the name of a thing: "Message subject (optional)", "Reply to", "Invite code".
_NAMES_A_THING = re.compile(rf"^\W*\w+(?:\W+to)?(?:\W+{_THING})?\W*(?:\(.*\)\W*)?$", re.IGNORECASE)


def sends_on_enter(element: Element) -> bool:
    """Whether a field says by its name or placeholder that what is typed there goes to others."""
    if element.role not in TEXT_FIELDS - {"searchbox"}:
        return False
    labels = (element.name, element.hint)
    said = "\n".join(labels)
    speaks = _FOR_OTHERS.search(said) and not _ABOUT_SOMETHING.search(said)
    return bool(speaks or any(map(_is_to_somebody, labels)) or _ENTER_SENDS.search(said))


def _is_to_somebody(label: str) -> bool:
    return bool(_BEGINS_AS_A_MESSAGE.search(label) and not _NAMES_A_THING.search(label))
