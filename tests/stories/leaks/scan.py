"""Holding places against canaries."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.stories.leaks.canary import Canary


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
        for canary, look, form in looks
        if form in place.content
    )
    return sorted(set(found))
