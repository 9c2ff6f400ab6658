"""Reading the screen: every line of text only once, as long as it looks the same."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Protocol

import cv2
import numpy as np

from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, in_rows
from worker.analysis.ocr import detector, recogniser
from worker.analysis.ocr.memory import Place, Screen
from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.ocr.script import Script
from worker.analysis.ocr.spacing import spaced

#: Parts up to this height and width, such as fields, are searched enlarged: small print is overlooked.
LOW, NARROW = 48, 840
#: Screens kept in mind.
REMEMBERED = 5
LEAST_CERTAIN = 0.5
#: Lines read at the same time.
AT_ONCE = 2
#: Text is looked for so far above and below a region too, as half a line cannot be read.
BEYOND = 16
#: A line belongs to a region when at least this share of its height lies in it.
HALF = 0.5
#: A line that lies in a region but for so many pixels at its ends is taken as a whole.
ENDS = 6
#: Words are at least so wide for their height; what is narrower is an icon or a single sign.
WORDY = 1.25


class Line(NamedTuple):
    """A line of text on the screen."""

    text: str
    box: Box
    score: float
    glyphs: tuple[Glyph, ...] = ()  #: with their places counted from the box's left edge


class Eyes(Protocol):
    """Finds lines of text in a picture, and reads them, each on its own and several at a time."""

    def find(self, pixels: Pixels) -> list[Box]:
        """Where lines of text are."""

    def read(self, line: Pixels) -> Reading:
        """What a picture of one line says."""


class PaddleEyes:
    """PP-OCR, whose models come in a wheel and are loaded at first use."""

    def find(self, pixels: Pixels) -> list[Box]:
        """Where lines of text are."""
        if pixels.shape[0] > LOW or pixels.shape[1] > NARROW:
            return detector.lines_in(pixels)
        double = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        found = detector.lines_in(np.asarray(double, np.uint8))
        return [Box(x // 2, y // 2, -(-width // 2), -(-height // 2)) for x, y, width, height in found]

    def read(self, line: Pixels) -> Reading:
        """What a picture of one line says."""
        return spaced(line, recogniser.read(line))


class Reader:
    """Reads parts of pictures and remembers what it has read."""

    def __init__(self, eyes: Eyes | None = None) -> None:
        """Know no screen yet."""
        self._eyes = eyes or PaddleEyes()
        self._screens: deque[Screen] = deque(maxlen=REMEMBERED)
        self._script = Script()
        self._readers = ThreadPoolExecutor(AT_ONCE, "reading")

    def lines(self, picture: Pixels, region: Box) -> list[Line]:
        """The lines of text in a region as one reads them, row by row, placed on the whole picture."""
        return self._said(picture, self._places(picture, region))

    def words(self, picture: Pixels, region: Box) -> list[Line]:
        """The same without icons and single signs, which are not even read."""
        places = self._places(picture, region)
        return self._said(picture, [p for p in places if p.box.width >= WORDY * p.box.height])

    def line_in(self, picture: Pixels, box: Box) -> list[Line]:
        """The one line that is known to stand in a box, however short; nothing when it says nothing."""
        box = box.within(*picture.shape[1::-1])
        line = self._line(Place(box, box, self._eyes.read(cut_out(picture, box))))
        return [line] if line is not None else []

    def glyphs(self, line: Pixels) -> tuple[Glyph, ...]:
        """The characters in a picture of one line of text; nothing is looked up or remembered."""
        return self._eyes.read(line).glyphs

    def _said(self, picture: Pixels, places: Sequence[Place]) -> list[Line]:
        self._read(picture, [place for place in places if place.reading is None])
        found = [line for place in places if (line := self._line(place)) is not None]
        return [line for row in in_rows(found) for line in row]

    def _places(self, picture: Pixels, region: Box) -> list[Place]:
        region = region.within(picture.shape[1], picture.shape[0])
        screen = self._screen(picture)
        self._look(screen, region.grown(0, BEYOND).within(*picture.shape[1::-1]))
        parts = (_part(place, region) for place in screen.places)
        return [part for part in parts if part is not None]

    def _screen(self, picture: Pixels) -> Screen:
        for screen in self._screens:
            if screen.pixels is picture:
                return screen
        self._screens.appendleft(Screen(picture))
        return self._screens[0]

    def _look(self, screen: Screen, region: Box) -> None:
        """Make sure that all text in a region is known."""
        missing = screen.unknown(region)
        for former in self._screens if missing else ():
            screen.adopt(former, region)
        for box in screen.unknown(region) if missing else ():
            found = self._eyes.find(cut_out(screen.pixels, box))
            found = [Box(b.x + box.x, b.y + box.y, b.width, b.height) for b in found]
            screen.learn(box, found)

    def _read(self, picture: Pixels, places: Sequence[Place]) -> None:
        """Read lines of a picture, a few at a time: each of them keeps one core busy."""
        cuts = [cut_out(picture, place.box) for place in places]
        reading_each = self._readers.map if len(cuts) > 1 else map  # To hand on a single one only takes time.
        for place, reading in zip(places, reading_each(self._eyes.read, cuts), strict=True):
            place.reading = reading
            self._script.learn(reading)

    def _line(self, place: Place) -> Line | None:
        """What a place that was read says; None when that is nothing, or not certain."""
        if place.reading is None or place.reading.score < LEAST_CERTAIN:
            return None
        reading = self._script.without_icons(place.reading, place.box.height)
        return Line(reading.text, place.box, reading.score, reading.glyphs) if reading.text else None


def _part(place: Place, region: Box) -> Place | None:
    """The part of a line between a region's left and right edges; None when the line is not in it."""
    box = place.box
    inside = min(box.bottom, region.bottom) - max(box.y, region.y)
    left, right = max(box.x, region.x), min(box.right, region.right)
    if inside < HALF * box.height or left >= right:
        return None
    if left - box.x <= ENDS and box.right - right <= ENDS:
        return place
    return Place(Box(left, box.y, right - left, box.height), region)
