"""The top of a browser's window: what the address bar says, and which tabs there are."""

import re
from typing import NamedTuple

import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.reading import Line, Reader

#: The address bar is looked for in this part of the screen's height.
TOP = 0.14
#: Above this share of the screen's height there are only tabs.
TABS = 0.03
#: In this share of the width, left of the address, there are but a few buttons.
BUTTONS = 0.06
#: How far right of its start an address is read, and how far left what stands before it.
REACH, BEFORE = 690, 130

_HOST = r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})"
_ADDRESS = re.compile(rf"(?P<scheme>https?://)?(?P<rest>{_HOST}(?::\d+)?(?:[/?#]\S*)?)$", re.IGNORECASE)
#: What an address bar says on an empty page.
_EMPTY = re.compile(r"about:blank|chrome://|edge://|search .*or (?:type|enter)", re.IGNORECASE)
_UNSAFE = re.compile(r"not\s*secure|http://", re.IGNORECASE)
_UNSAFE_PREFIX = re.compile(r"^.*not\s*secure\W*", re.IGNORECASE)
_LOCAL = re.compile(r"(?:localhost|127\.|\[::1\])", re.IGNORECASE)
_TITLE = re.compile(r"\w.+\w")


class Tabs(NamedTuple):
    """The tabs of a browser's window."""

    number: int
    place: int | None  #: left edge of the open tab's title
    title: str | None  #: the open tab's title


class AddressBar:
    """Reads the address bar, once it has been seen."""

    def __init__(self, reader: Reader, scale: float) -> None:
        self._reader = reader
        self._scale = scale
        self.line: Box | None = None  #: the row of the address, from its first character

    def covers(self, box: Box) -> bool:
        """Whether a box lies in the address bar's row."""
        return self.line is not None and box.same_row(self.line) and box.height <= 2.5 * self.line.height

    def read(self, picture: Pixels) -> str | None:
        """The address shown, with its scheme; None when there is none."""
        if self.line is None:
            region = Box(0, 0, picture.shape[1], int(picture.shape[0] * TOP))
        else:
            tall = int(6 * self._scale)
            left = max(0, self.line.x - int(BEFORE * self._scale))
            region = Box(left, self.line.y - tall, int(REACH * self._scale), self.line.height + 2 * tall)
        lines = self._reader.words(picture, region)
        found = next(((line, address) for line in lines if (address := _address(line.text))), None)
        if found is None:
            self._find_empty(lines, picture.shape[0])
            return None
        line, address = found
        if self.line is None:
            self.line = _address_part(line, address)
        return _with_scheme(address, [x.text for x in lines if x.box.same_row(line.box)])

    def _find_empty(self, lines: list[Line], height: int) -> None:
        """An empty page's address bar still says something; the tab above it may say the same."""
        below_tabs = [line.box for line in lines if _EMPTY.search(line.text) and line.box.y > TABS * height]
        if self.line is None and below_tabs:
            self.line = max(below_tabs, key=lambda box: box.y)

    def tabs(self, picture: Pixels) -> Tabs | None:
        """The tabs above the address bar."""
        if self.line is None or self.line.y < 20 * self._scale:
            return None
        strip = Box(0, 0, min(picture.shape[1], int(1400 * self._scale)), self.line.y - int(6 * self._scale))
        titles = [t for t in self._reader.words(picture, strip) if _TITLE.search(t.text)]
        if not titles:
            return None
        shown = min(titles, key=lambda t: self._unlike_toolbar(picture, t))
        return Tabs(len(titles), shown.box.x, _without_buttons(shown.text))

    def _unlike_toolbar(self, picture: Pixels, title: Line) -> float:
        """The open tab has the colour of the toolbar beneath it; the others have the strip's."""
        assert self.line is not None  # noqa: S101 - tabs() has checked
        buttons = slice(0, int(BUTTONS * picture.shape[1]))
        toolbar = np.median(picture[self.line.y : self.line.bottom, buttons], axis=(0, 1))
        box = title.box.within(picture.shape[1], picture.shape[0])
        tab = np.median(picture[box.y : box.bottom, box.x : box.right], axis=(0, 1))
        return float(np.abs(tab - toolbar).max())


def _address(text: str) -> str | None:
    """The address at the end of a line of text, or None."""
    words = _UNSAFE_PREFIX.sub("", text).replace("...", "").split()
    for start in range(len(words)):
        match = _ADDRESS.fullmatch("".join(words[start:]))
        if match and "@" not in match["rest"]:
            return (match["scheme"] or "").lower() + match["rest"]
    return None


def _address_part(line: Line, address: str) -> Box:
    """Where the address itself stands in a line that may begin with a warning."""
    before = line.box.width - round(line.box.width * min(1.0, len(address) / len(line.text)))
    return Box(line.box.x + before, line.box.y, line.box.width - before, line.box.height)


def _with_scheme(address: str, row: list[str]) -> str:
    if "://" in address:
        return address
    plain = any(_UNSAFE.search(text) for text in row) or _LOCAL.match(address)
    host, slash, path = address.partition("/")
    return f"{'http' if plain else 'https'}://{host}{slash or '/'}{path}"


def _without_buttons(title: str) -> str:
    return title.strip(" \u00d7xX+|").strip()
