"""The browser around the page: its address bar and tabs, followed from change to change."""

import numpy as np

from worker.analysis.address_bar import TOP, AddressBar, Tabs
from worker.analysis.address_typing import AddressTyping
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene

#: A row whose greys differ by less than this holds no text.
PLAIN = 60
#: A tab is at least this wide, in pixels of a 1080p screen, and begins above this share of the address's top.
TAB, STRIP = 60, 0.6
#: A tab whose title moved further than this is another one.
MOVED = 40
#: Letters and digits that are mistaken for each other.
ALIKE = str.maketrans("I1|O", "lll0")


class Browser:
    """Knows the address and the open tab."""

    def __init__(self, bar: AddressBar, first: Pixels) -> None:
        """Begin with the first picture of the video."""
        self._bar = bar
        self.url = self.url_before = bar.read(first)
        self.addresses = [(0.0, self.url)]  #: since when which one was open
        self._tabs: Tabs | None = bar.tabs(first)
        self._typing = AddressTyping(bar)
        self._visited = [self.url] if self.url else []
        self.went_back = False  #: whether that is the address before the one left
        self.just_went = False  #: whether the last change brought another address

    @property
    def title(self) -> str | None:
        """The title of the open tab, as far as it could be read."""
        return self._tabs.title if self._tabs else None

    def address_row(self, width: int) -> Box | None:
        """Return where the address stands in a picture of that width; None if it was never seen."""
        line = self._bar.line
        return line._replace(width=width - line.x).grown(line.height // 2) if line is not None else None

    def address_at(self, t: float) -> str | None:
        """Return the address that was open at `t`."""
        return next((url for since, url in reversed(self.addresses) if since <= t), None)

    def took_from_bar(self, scene: Scene) -> tuple[float, str | None] | None:
        """Since when the address just opened had been typed, and what it is; None if none was."""
        since = self._typing.ended(scene)
        if since is None:
            return None
        typed = self._bar.read(scene.before.pixels)
        self._update(scene)
        return since, _opened(typed, self.url)

    def is_busy(self, scene: Scene) -> bool:
        """Whether the change is somebody typing into the address bar."""
        return self._typing.is_busy(scene)

    def leave_bar(self) -> None:
        """Somebody did something on the page, so the address bar has not got the focus."""
        self._typing.leave()

    def is_beside_page(self, scene: Scene) -> bool:
        """Whether nothing changed but the browser's own rows."""
        return self.bottom > 0 and all(b.bottom <= self.bottom for b in scene.boxes)

    @property
    def bottom(self) -> int:
        """Where the browser's own rows surely end; 0 when they were never seen."""
        line = self._bar.line
        return line.bottom + line.height if line is not None else 0

    def rows(self, picture: Pixels) -> Box:
        """Return the browser's own rows in a picture; flat when they were never seen."""
        return Box(0, 0, picture.shape[1], self.bottom)

    def look(self, scene: Scene) -> EventKind | None:
        """Take in another address or tab; the kind of event if a tab was opened or switched to."""
        former = self._tabs
        self._update(scene)
        now = self._tabs
        if former is None or now is None or former == now or not self._is_about_tabs(scene):
            return None
        if now.number > former.number:
            return EventKind.NEW_TAB
        switched = now.number == former.number and now.place is not None and former.place is not None
        far = switched and abs((now.place or 0) - (former.place or 0)) > MOVED * scene.scale
        return EventKind.SWITCH_TAB if far else None

    def _is_about_tabs(self, scene: Scene) -> bool:
        """Whether a tab came, or looks different; its title alone may be read differently at any time."""
        line = self._bar.line
        wide = int(TAB * scene.scale)
        return line is not None and any(b.y < STRIP * line.y and b.width >= wide for b in scene.boxes)

    def _update(self, scene: Scene) -> None:
        self.url_before, self.just_went, self.went_back = self.url, False, False
        top = Box(0, 0, scene.after.pixels.shape[1], int(TOP * scene.after.pixels.shape[0]))
        if not any(b.overlap(top) for b in scene.boxes) or not _differs(scene, top):
            return
        self._read(scene)
        self._tabs = self._bar.tabs(scene.after.pixels) or self._tabs
        self.just_went = _place(self.url) != _place(self.url_before)
        self.addresses.append((scene.change.start, self.url))
        if self.just_went and self.url is not None:
            self.went_back = len(self._visited) > 1 and _place(self._visited[-2]) == _place(self.url)
            self._visited = self._visited[:-1] if self.went_back else [*self._visited, self.url]

    def _read(self, scene: Scene) -> None:
        """Take in the address, unless it only reads otherwise: letters that look alike are mistaken."""
        url = self._bar.read(scene.after.pixels) or (None if self._is_blank(scene) else self.url)
        if _shape(url) != _shape(self.url):
            self.url = url

    def _is_blank(self, scene: Scene) -> bool:
        """Whether the address bar is empty, as in a new tab."""
        line = self._bar.line
        if line is None:
            return False
        part = scene.after.pixels[line.y : line.bottom, line.x : line.right]
        return bool(np.ptp(part.astype(np.int16), axis=(0, 1)).max() < PLAIN)


def _opened(typed: str | None, landed: str | None) -> str | None:
    """The address that was typed, if it is where the one begins to which it led; else that one."""
    place, there = _place(typed), _place(landed)
    if not landed or not place or not there or not there.startswith(place):
        return landed
    return landed.removesuffix(there) + place


def _place(url: str | None) -> str | None:
    """An address without its scheme: only a mark beside it tells that, which may be overlooked."""
    return url.partition("://")[2] if url is not None else None


def _shape(url: str | None) -> str | None:
    """An address in which letters that look alike are the same."""
    return url.translate(ALIKE) if url is not None else None


def _differs(scene: Scene, region: Box) -> bool:
    now = scene.after.pixels[region.y : region.bottom, region.x : region.right]
    then = scene.before.pixels[region.y : region.bottom, region.x : region.right]
    return bool((now != then).any())
