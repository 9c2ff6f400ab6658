"""Which addresses lead to the same place, however they are spelt, and what the links there are called."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from worker.execution.guard.elements import Element
from worker.execution.guard.page import Page

_SCHEMES = frozenset({"http", "https"})
_PORTS = (":80", ":443")
_UNREAD = str.maketrans("", "", "\t\n\r")  # browsers leave these out
_MOST_PLACES = 20_000  # remembered; the oldest are forgotten first


@dataclass(frozen=True)
class Place:
    """Where an address leads; `http` or `https` makes no difference."""

    host: str  #: with its port, unless that is the usual one
    path: str
    asked: frozenset[str]  #: the parts of its query
    fragment: str

    def answers(self, other: "Place") -> bool:
        """Whether this place is `other`, be it asked for more, or shown at another part of it."""
        same = (self.host, self.path) == (other.host, other.path) and self.asked >= other.asked
        return same and other.fragment in {"", self.fragment}


def place_of(url: str | None, page_url: str | None = None) -> Place | None:
    """Return the place that an address, maybe one on `page_url`, leads to; None if it is no web page's."""
    written = (url or "").strip().translate(_UNREAD).replace("\\", "/")
    if not written:
        return None
    try:
        parts = urlsplit(urljoin(page_url or "", written))
        if page_url is None and parts.scheme not in _SCHEMES:
            parts = urlsplit(f"https://{written}")
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not parts.netloc:
        return None
    return Place(_host(parts.netloc), _path(parts.path), _asked(parts.query), unquote(parts.fragment))


class SeenLinks:
    """Remembers what the links are called that led to each place, on all pages that were seen."""

    def __init__(self) -> None:
        self._called: dict[Place, dict[Element, None]] = {}

    def see(self, page: Page) -> None:
        """Take note of the links of a page, but for those that lead nowhere else."""
        here = place_of(page.url)
        for link in page.links():
            place = place_of(link.address, page.url)
            if place is not None and (here is None or not here.answers(place)):
                self._called.setdefault(place, {})[link] = None
        self._forget()

    def leading_to(self, opened: Place) -> tuple[Element, ...]:
        """Return the links that were seen to lead to a place."""
        return tuple(
            link for place, called in self._called.items() if opened.answers(place) for link in called
        )

    def _forget(self) -> None:
        while len(self._called) > _MOST_PLACES:
            del self._called[next(iter(self._called))]


def _host(netloc: str) -> str:
    host = netloc.rpartition("@")[2].casefold()
    port = next((port for port in _PORTS if host.endswith(port)), "")
    return host.removesuffix(port).rstrip(".").removesuffix(":")


def _path(path: str) -> str:
    return posixpath.normpath(f"/{unquote(path).strip('/')}")


def _asked(query: str) -> frozenset[str]:
    return frozenset(unquote(part.replace("+", " ")) for part in query.split("&") if part.rstrip("="))
