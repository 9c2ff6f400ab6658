"""One picture with its text and rectangles, in which controls are looked for."""

from collections.abc import Sequence

from worker.analysis.controls.blocks import explains, headline, is_title
from worker.analysis.controls.phrases import Phrase, phrases_of
from worker.analysis.controls.rectangle import (
    HIGHEST,
    WIDEST,
    is_walled,
    notched_rectangle_at,
    rectangle_at,
)
from worker.analysis.controls.rows import between
from worker.analysis.controls.rules import is_ruled
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader

#: A digit is at least so high, in pixels of a 1080p screen; what looks like a lower one is an icon.
LOWEST_DIGIT = 7
#: A text and the edge of what holds it may overlap so far, in pixels.
BESIDE = 3


class Sight:
    """A picture and somebody who can read it."""

    def __init__(self, reader: Reader, pixels: Pixels, scale: float) -> None:
        """Look at `pixels`; `scale` is 1 on a 1080p screen."""
        self._reader, self._pixels, self._scale = reader, pixels, scale

    @property
    def width(self) -> int:
        """Of the picture, in pixels."""
        return int(self._pixels.shape[1])

    def px(self, usual: float) -> int:
        """Pixels of this screen for those of a 1080p screen."""
        return int(usual * self._scale)

    def phrases(self, region: Box) -> list[Phrase]:
        """All phrases in a region."""
        lines = self._reader.lines(self._pixels, region)
        return [phrase for line in lines for phrase in phrases_of(self._pixels, line)]

    def cut(self, box: Box) -> Pixels:
        """The pixels of a part of the picture."""
        return cut_out(self._pixels, box.within(*self._pixels.shape[1::-1]))

    def inside(self, box: Box) -> list[Phrase]:
        """What stands in a rectangle; single signs but digits are icons."""
        around = box.grown(2)
        found = [p for p in self.phrases(around) if around.encloses(p.box, slack=2)]
        return [p for p in found if len(p.text) > 1 or self._is_digit(p)]

    def _is_digit(self, phrase: Phrase) -> bool:
        return phrase.text.isdigit() and phrase.box.height >= self.px(LOWEST_DIGIT)

    def rectangle_at(self, point: Point, widest: float = WIDEST, highest: float = HIGHEST) -> Box | None:
        """The smallest flat rectangle with an edge all around that holds a point."""
        return rectangle_at(self._pixels, point, self._scale, widest, highest)

    def notched_rectangle_at(self, point: Point) -> Box | None:
        """The field that holds a point, if its outline is interrupted for its name."""
        return notched_rectangle_at(self._pixels, point, self._scale)

    def frame_of(self, text: Box) -> Box | None:
        """The smallest flat rectangle that holds a text, whatever letter is in its middle."""
        starts = (
            text.center,
            Point(text.x - BESIDE, text.center.y),
            Point(text.right + BESIDE, text.center.y),
        )
        found = (self.rectangle_at(start, widest=1.0) for start in starts)
        holding = (box for box in found if box is not None and box.encloses(text, slack=BESIDE))
        return min(holding, key=lambda box: box.area, default=None)

    def is_open(self, left: Box, right: Box) -> bool:
        """Whether no edge stands between two things on one row."""
        return right.x <= left.right or not is_walled(self._pixels, between(left, right))

    def headline(self, stack: Sequence[Phrase]) -> Phrase:
        """Of lines that stand together, lowest first, the one that names what they are about."""
        return headline(self._pixels, stack)

    def explains(self, line: Phrase, title: Phrase) -> bool:
        """Whether a line is written fainter or smaller than a title, and in no colour, as a link is."""
        return explains(self._pixels, line, title)

    def is_title(self, line: Phrase, other: Phrase) -> bool:
        """Whether a line is written larger or bolder than another one."""
        return is_title(self._pixels, line, other)

    def is_ruled(self, strip: Box) -> bool:
        """Whether a line runs through a strip from left to right, or its paper changes on the way down."""
        return is_ruled(self._pixels, strip)
