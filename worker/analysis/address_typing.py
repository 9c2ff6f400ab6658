"""Somebody who types an address: from the first letter in the address bar to the page that it opens."""

from worker.analysis.address_bar import TOP, AddressBar
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
#: Pixels of a rectangle that may be but noise.
NOISE = 250
#: A letter, and the title of a tab, are at least so wide, in pixels of a 1080p screen.
LETTER, TITLE = 5, 40


class AddressTyping:
    """Knows whether the address bar has the focus, and since when an address has been typed there."""

    def __init__(self, bar: AddressBar) -> None:
        """Begin with nobody typing into `bar`."""
        self._bar = bar
        self._focused = False
        self._since: float | None = None
        self._until = 0.0

    def is_busy(self, scene: Scene) -> bool:
        """Whether the change is somebody typing into the address bar."""
        self._follow_focus(scene)
        if self._focused and self._is_typing(scene):
            self._since = self._since or scene.change.start
            self._until = scene.change.end
        elif self._since is None or not self._hangs_from_bar(scene):
            return False
        return True

    def ended(self, scene: Scene) -> float | None:
        """Since when the address had been typed that opens with the change; None if none does."""
        if self._since is None or not self._is_left(scene):
            return None
        since = self._since
        self.leave()
        return since

    def leave(self) -> None:
        """The focus is on the page again."""
        self._focused, self._since = False, None

    def _follow_focus(self, scene: Scene) -> None:
        """The bar's outline changes as a whole when somebody begins to write there."""
        height, width = scene.after.pixels.shape[:2]
        outline = any(self._in_bar(b, height) and b.width >= OUTLINE * width for b in scene.change.boxes)
        outline = outline or (
            scene.change.kind is ChangeKind.WRITING and self._in_bar(scene.change.bounds, height)
        )
        elsewhere = any(b.y > SUGGESTIONS * height for b in _sizable(scene))
        self._focused = (self._focused or outline) and not elsewhere

    def _is_typing(self, scene: Scene) -> bool:
        height, width = scene.after.pixels.shape[:2]
        inner = [b for b in scene.change.boxes if self._in_bar(b, height) and b.width < OUTLINE * width]
        letters = [b for b in inner if b.width > LETTER * scene.scale and b.x > BUTTONS * width]
        return bool(letters) and _is_high(scene) and not _is_another_page(scene)

    def _hangs_from_bar(self, scene: Scene) -> bool:
        """Whether suggestions come or go, just after somebody typed into the bar."""
        soon = scene.change.start - self._until <= SUGGESTED
        return soon and _is_high(scene) and not _is_another_page(scene)

    def _is_left(self, scene: Scene) -> bool:
        below = [b for b in scene.boxes if b.y > TOP * scene.after.pixels.shape[0]]
        return _is_another_page(scene) or (scene.is_large and bool(below)) or self._renames_tab(scene)

    def _renames_tab(self, scene: Scene) -> bool:
        """Whether a tab is called otherwise: the page is there, be it as good as empty at first."""
        line, wide = self._bar.line, int(TITLE * scene.scale)
        return line is not None and any(b.bottom <= line.y and b.width >= wide for b in scene.boxes)

    def _in_bar(self, box: Box, height: int) -> bool:
        if self._bar.line is not None:
            return self._bar.covers(box)
        return ROWS[0] * height <= box.center.y <= ROWS[1] * height


def _is_another_page(scene: Scene) -> bool:
    """Whether the page beneath the browser's rows is another one."""
    height, width = scene.after.pixels.shape[:2]
    beneath = int(BENEATH * height)
    page = [b for b in scene.boxes if b.y > beneath or (b.bottom > beneath and b.width > WHOLE * width)]
    return bool(sum(b.area for b in page) / (height * width) > ANOTHER_PAGE)


def _is_high(scene: Scene) -> bool:
    """Whether nothing changed lower than suggestions hang."""
    lowest = SUGGESTIONS * scene.after.pixels.shape[0]
    return all(b.bottom <= lowest for b in _sizable(scene))


def _sizable(scene: Scene) -> list[Box]:
    """What changed, without the specks that video compression leaves anywhere."""
    return [b for b in scene.change.boxes if b.area > NOISE * scene.scale**2]
