"""The browser around the page: its address bar and tabs, followed from change to change."""

import numpy as np

from worker.analysis.address_bar import TOP, AddressBar, Tabs
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind

#: Before an address was ever seen, the address bar is taken to be in these rows, as shares of the height.
ROWS = (0.035, 0.095)
#: The page surely begins below this share of the height; left of that share of the width are buttons.
BENEATH, BUTTONS = 0.2, 0.08
#: What is wider than this share of the screen is the page and the browser's rows, and no suggestions.
WHOLE = 0.97
#: Suggestions hang no lower than this share of the height.
SUGGESTIONS = 0.6
#: Suggestions change at most so many seconds after a letter was typed.
SUGGESTED = 1.0
#: Rectangles of the bar wider than this share of the screen are its outline.
OUTLINE = 0.5
#: A change beneath the bar of more than this share of the screen is another page.
ANOTHER_PAGE = 0.015
#: A row whose greys differ by less than this holds no text.
PLAIN = 60
#: Pixels of a rectangle that may be but noise.
SPECK = 250
#: A title is at least this wide, in pixels of a 1080p screen.
TITLE = 40
#: A tab is at least this wide, in pixels of a 1080p screen, and begins above this share of the address's top.
TAB, STRIP = 60, 0.6
#: A tab whose title moved further than this is another one.
MOVED = 40


class Browser:
    """Knows the address and the open tab."""

    def __init__(self, bar: AddressBar, first: Pixels) -> None:
        """Begin with the first picture of the video."""
        self._bar = bar
        self.url = self.url_before = bar.read(first)
        self.addresses = [(0.0, self.url)]  #: since when which one was open
        self._tabs: Tabs | None = bar.tabs(first)
        self._focused = False
        self._typed_since: float | None = None
        self._typed_until = 0.0
        self._visited = [self.url] if self.url else []
        self.went_back = False  #: whether that is the address before the one left
        self.just_went = False  #: whether the last change brought another address

    @property
    def title(self) -> str | None:
        return self._tabs.title if self._tabs else None

    def row(self, width: int) -> Box | None:
        """Return where the address stands in a picture of that width; None if it was never seen."""
        line = self._bar.line
        return line._replace(width=width - line.x).grown(line.height // 2) if line is not None else None

    def address_at(self, t: float) -> str | None:
        """Return the address that was open at `t`."""
        return next((url for since, url in reversed(self.addresses) if since <= t), None)

    def took_from_bar(self, scene: Scene) -> tuple[float, str | None] | None:
        """Since when the address just opened had been typed, and what it is; None if none was."""
        if self._typed_since is None or not self._left_bar(scene):
            return None
        since, self._typed_since, self._focused = self._typed_since, None, False
        typed = self._bar.read(scene.before.pixels)
        self._update(scene)
        return since, _opened(typed, self.url)

    def is_busy(self, scene: Scene) -> bool:
        """Whether the change is somebody typing into the address bar."""
        self._follow_focus(scene)
        if self._focused and self._is_bar_typing(scene):
            self._typed_since = self._typed_since or scene.change.start
            self._typed_until = scene.change.end
        elif self._typed_since is None or not self._hangs_from_bar(scene):
            return False
        return True

    def is_beside_page(self, scene: Scene) -> bool:
        """Whether nothing changed but the browser's own rows."""
        return self.bottom > 0 and all(b.bottom <= self.bottom for b in scene.boxes)

    @property
    def bottom(self) -> int:
        """Where the browser's own rows surely end; 0 when they were never seen."""
        line = self._bar.line
        return line.bottom + line.height if line is not None else 0

    def _hangs_from_bar(self, scene: Scene) -> bool:
        """Whether suggestions come or go, just after somebody typed into the bar."""
        height = scene.after.pixels.shape[0]
        high = all(b.bottom <= SUGGESTIONS * height for b in self._sizable(scene))
        return high and scene.change.start - self._typed_until <= SUGGESTED and not self._went(scene)

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
        self.url = self._bar.read(scene.after.pixels) or (None if self._is_blank(scene) else self.url)
        self._tabs = self._bar.tabs(scene.after.pixels) or self._tabs
        self.just_went = _place(self.url) != _place(self.url_before)
        self.addresses.append((scene.change.start, self.url))
        if self.just_went and self.url is not None:
            self.went_back = len(self._visited) > 1 and _place(self._visited[-2]) == _place(self.url)
            self._visited = self._visited[:-1] if self.went_back else [*self._visited, self.url]

    def _is_blank(self, scene: Scene) -> bool:
        """Whether the address bar is empty, as in a new tab."""
        line = self._bar.line
        if line is None:
            return False
        part = scene.after.pixels[line.y : line.bottom, line.x : line.right]
        return bool(np.ptp(part.astype(np.int16), axis=(0, 1)).max() < PLAIN)

    def _follow_focus(self, scene: Scene) -> None:
        """The bar's outline changes as a whole when somebody begins to write there."""
        height, width = scene.after.pixels.shape[:2]
        outline = any(self._in_bar(b, height) and b.width >= OUTLINE * width for b in scene.change.boxes)
        outline = outline or (
            scene.change.kind is ChangeKind.WRITING and self._in_bar(scene.change.bounds, height)
        )
        elsewhere = any(b.y > SUGGESTIONS * height for b in self._sizable(scene))
        self._focused = (self._focused or outline) and not elsewhere

    def leave_bar(self) -> None:
        """Somebody did something on the page, so the address bar has not got the focus."""
        self._focused = False
        self._typed_since = None

    def _is_bar_typing(self, scene: Scene) -> bool:
        height, width = scene.after.pixels.shape[:2]
        inner = [b for b in scene.change.boxes if self._in_bar(b, height) and b.width < OUTLINE * width]
        letters = [b for b in inner if b.width > 5 * scene.scale and b.x > BUTTONS * width]
        low = max((b.bottom for b in self._sizable(scene)), default=0)
        return bool(letters) and low <= SUGGESTIONS * height and not self._went(scene)

    def _sizable(self, scene: Scene) -> list[Box]:
        """What changed, without the specks that video compression leaves anywhere."""
        return [b for b in scene.change.boxes if b.area > SPECK * scene.scale**2]

    def _left_bar(self, scene: Scene) -> bool:
        height = scene.after.pixels.shape[0]
        below = [b for b in scene.boxes if b.y > TOP * height]
        return self._went(scene) or (scene.is_large and bool(below)) or self._renames_tab(scene)

    def _renames_tab(self, scene: Scene) -> bool:
        """Whether a tab is called otherwise: the page is there, be it as good as empty at first."""
        line, wide = self._bar.line, int(TITLE * scene.scale)
        return line is not None and any(b.bottom <= line.y and b.width >= wide for b in scene.boxes)

    def _went(self, scene: Scene) -> bool:
        """Whether the page beneath the browser's rows is another one."""
        height, width = scene.after.pixels.shape[:2]
        beneath = int(BENEATH * height)
        page = [b for b in scene.boxes if b.y > beneath or (b.bottom > beneath and b.width > WHOLE * width)]
        covered = sum(b.area for b in page) / (height * width)
        return bool(covered > ANOTHER_PAGE)

    def _in_bar(self, box: Box, height: int) -> bool:
        if self._bar.line is not None:
            return self._bar.covers(box)
        return ROWS[0] * height <= box.center.y <= ROWS[1] * height


def _opened(typed: str | None, landed: str | None) -> str | None:
    """The address that was typed, if it is where the one begins to which it led; else that one."""
    place, there = _place(typed), _place(landed)
    if not landed or not place or not there or not there.startswith(place):
        return landed
    return landed.removesuffix(there) + place


def _place(url: str | None) -> str | None:
    """An address without its scheme: only a mark beside it tells that, which may be overlooked."""
    return url.partition("://")[2] if url is not None else None


def _differs(scene: Scene, region: Box) -> bool:
    now = scene.after.pixels[region.y : region.bottom, region.x : region.right]
    then = scene.before.pixels[region.y : region.bottom, region.x : region.right]
    return bool((now != then).any())
