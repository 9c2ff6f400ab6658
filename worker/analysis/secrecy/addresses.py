"""Secrets in addresses: forms and links put them there, and an address bar shows them to everybody."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from worker.analysis.evidence import Event, EventKind, Frame
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.secrecy.names import names_a_secret
from worker.analysis.web_address import page_of

HIDDEN = "…"
#: Seconds by which an address may show before the change in which it was read.
_AHEAD = 1.0
_PARAMETER = re.compile(r"(?<=[?&#;])(?P<name>[^=?&#;]+)=(?P<value>[^&#;]+)")
_PERSON = re.compile(r"//[^/?#@]+@")  #: who signs in, and with what
_ALSO_SECRET = re.compile(
    r"(?:^|[_.-])(?:pass|pwd|pw|key|auth|sig|signature|session|sid|jwt)$", re.IGNORECASE
)

#: Since when which address was shown.
Addresses = Sequence[tuple[float, str | None]]


class SecretAddresses:
    """Which of the addresses seen in a video hold secrets, what may be told of these, and when they showed.

    A parameter is secret by its name. Where the page before took a secret, each one is: what a form calls
    its fields is its own affair.
    """

    def __init__(self, addresses: Addresses, events: Sequence[Event], row: Box | None) -> None:
        """Look through all that was seen; `row` is where addresses stand in the pictures."""
        self._row = row
        self._told: dict[str, str] = {}  #: an address -> what may be told of it
        self._spans: list[tuple[float, float]] = []
        entered = [event.t_start for event in events if event.secret]
        for since, until, url, came_from in _stays(addresses):
            every = any(came_from <= t <= since for t in entered)
            if (told := _told(url, every=every)) != url:
                self._told[url] = told
                opened = (e.t_start for e in events if e.kind is EventKind.NAVIGATE and e.url == url)
                self._spans.append((min(since - _AHEAD, *opened, since), until))

    @property
    def are_any(self) -> bool:
        """Whether any address holds a secret."""
        return bool(self._told)

    def found_in(self, picture: Picture) -> list[Box]:
        """Return what has to be covered in a picture: the address, while it holds a secret."""
        shown = any(since <= picture.t < until for since, until in self._spans)
        return [self._row] if shown and self._row is not None else []

    def without(self, event: Event) -> Event:
        """Return an event without secrets in its addresses."""
        text = self._tell(event.text) if event.kind is EventKind.NAVIGATE else event.text
        return event.model_copy(update={"url": self._tell(event.url), "text": text})

    def without_in(self, frames: Mapping[str, Frame]) -> list[Frame]:
        """Return the frames, in order of time, without secrets in their addresses."""
        told = (frame.model_copy(update={"url": self._tell(frame.url)}) for frame in frames.values())
        return sorted(told, key=lambda frame: frame.t)

    def _tell(self, url: str | None) -> str | None:
        return self._told.get(url, _told(url, every=False)) if url is not None else None


def _stays(addresses: Addresses) -> Iterator[tuple[float, float, str, float]]:
    """Yield since when and until when each address was shown, and since when the page before it."""
    page, began, came_from = None, 0.0, 0.0
    for (since, url), (until, _) in pairwise([*addresses, (math.inf, None)]):
        if url is None:
            continue
        if page_of(url) != page:
            page, began, came_from = page_of(url), since, began
        yield since, until, url, came_from


def _told(url: str, *, every: bool) -> str:
    return _PARAMETER.sub(
        lambda found: f"{found['name']}={HIDDEN}" if every or _is_secret(found["name"]) else found[0],
        _PERSON.sub(f"//{HIDDEN}@", url),
    )


def _is_secret(name: str) -> bool:
    return names_a_secret(name) or _ALSO_SECRET.search(name) is not None
