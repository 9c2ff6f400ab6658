"""Holding places against canaries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.stories.leaks.canary import Canary

#: What programs put between the lines of what they encode, also as it reads in a string of JSON.
_LINE_END = re.compile(rb"(?:\\+r)?\\+n|\r?\n")
#: The same between letters that stand apart, and the codes that give a terminal colors.
_BETWEEN = re.compile(rb"(?:\\+[nrt]|\s)+|(?:\x1b|\\+(?:u001b|x1b|033|e))\[[0-9;]*m")
_APART = (_LINE_END, _BETWEEN)


@dataclass(frozen=True)
class Place:
    """Something that was kept or sent."""

    name: str
    content: bytes


def leaks(places: Iterable[Place], canaries: Iterable[Canary]) -> list[str]:
    """Return a sentence for each place that gives a canary away."""
    looks = [(canary, look, form) for canary in canaries for look, form in canary.looks()]
    found = (
        f"{place.name} tells {canary.name}: {look}"
        for place in places
        for content in [b"".join((place.content, *(each.sub(b"", place.content) for each in _APART)))]
        for canary, look, form in looks
        if form in content
    )
    return sorted(set(found))
