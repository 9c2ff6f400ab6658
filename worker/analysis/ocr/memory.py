"""What is known of the text on a screen, so that nothing is looked for twice where nothing changed.

Screens are compared tile by tile: where one looks like another that was read before, it says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, union
from worker.analysis.ocr.recogniser import Reading
from worker.analysis.ocr.tiles import SIDE, alike, patches, tiles_of, touched_by

#: The rectangles of neighbouring lines overlap by this much.
RIM = 4
#: Looked at again around what is not known, as no more than a sliver of text there may have shown before.
BESIDE, ABOVE = 2 * SIDE, SIDE
#: Text this close to the edge of what was looked at may go on beyond it.
EDGE = 2


@dataclass(slots=True, eq=False)
class Place:
    """Where a line of text is; what it says is read when a region with it is asked for."""

    box: Box
    searched: Box  #: the rectangle it was found in; a line that ends at its edge may go on beyond
    reading: Reading | None = None

    def reaches(self, region: Box) -> bool:
        """Whether more than its rim lies in a region."""
        return self.box.grown(-RIM).overlap(region) > 0

    def may_go_on_in(self, region: Box) -> bool:
        """Whether it may be but a part of a line that goes on in a region."""
        return self.box.same_row(region) and self.box.distance(region) <= SIDE

    def goes_beyond(self, region: Box) -> bool:
        """Whether it is a whole line that a region shows a part of."""
        is_whole = self.searched.grown(-EDGE - 1).encloses(self.box)
        return is_whole and not region.encloses(self.box, slack=RIM)

    def missing(self, region: Box) -> Box | None:
        """Where to look for the rest of a line that was cut off, if a region shows more of it."""
        box, searched = self.box, self.searched
        left = box.x - searched.x <= EDGE and region.x < searched.x
        above = box.y - searched.y <= EDGE and region.y < searched.y
        right = searched.right - box.right <= EDGE and region.right > searched.right
        below = searched.bottom - box.bottom <= EDGE and region.bottom > searched.bottom
        if not (self.reaches(region) and (left or above or right or below)):
            return None
        x, y = region.x if left else box.x, box.y - box.height if above else box.y
        right_edge = region.right if right else box.right
        bottom = box.bottom + box.height if below else box.bottom
        return Box(x, y, right_edge - x, bottom - y)


class Screen:
    """One picture, which of its tiles were looked at, and where text was found."""

    def __init__(self, pixels: Pixels) -> None:
        """Know nothing of `pixels` yet."""
        self.pixels = pixels
        self.places: list[Place] = []
        self.known = tiles_of(pixels)

    def adopt(self, other: "Screen", region: Box) -> None:
        """Take over what is known of another screen where the two look the same."""
        if other.pixels.shape != self.pixels.shape:
            return
        span = touched_by(region)
        known = span.of(self.known)
        new = span.of(other.known) & ~known & alike(self.pixels, other.pixels, span)
        for place in other.places:
            if place.reaches(span.box) and not self._takes(other, place):
                touched_by(place.box).seen_from(span).of(new)[:] = False
        known |= new

    def _takes(self, other: "Screen", place: Place) -> bool:
        """Whether a place of another screen is here too: all of it looks the same."""
        if place in self.places:
            return True
        if not alike(self.pixels, other.pixels, touched_by(place.box)).all():
            return False
        if any(p.reaches(place.box) for p in self.places):
            return False
        self.places.append(place)
        return True

    def unknown(self, region: Box) -> list[Box]:
        """Rectangles around what has not been looked at in a region, with the text that reaches into them."""
        span = touched_by(region)
        missing = patches(~span.of(self.known), span)
        missing += [rest for place in self.places if (rest := place.missing(region)) is not None]
        size = self.pixels.shape[1::-1]
        return [box.within(*size) for box in _merged(map(self._with_text, missing))]

    def _with_text(self, box: Box) -> Box:
        """The box with the lines that lie partly in it, or that may go on in it."""
        box = box.grown(BESIDE, ABOVE)
        near = (p for p in self.places if p.reaches(box) or p.may_go_on_in(box))
        return touched_by(union([box, *(place.box for place in near)])).box

    def learn(self, region: Box, found: Iterable[Box]) -> None:
        """Remember that these are the lines of text in a region, besides known ones that go on beyond it."""
        kept = [p for p in self.places if not p.reaches(region) or p.goes_beyond(region)]
        new = [Place(box, region) for box in found if not any(p.reaches(box) for p in kept)]
        self.places = kept + new
        touched_by(region).of(self.known)[:] = True


def _merged(boxes: Iterable[Box]) -> list[Box]:
    """The boxes, with those that touch made one."""
    rest, found = list(boxes), list[Box]()
    while rest:
        box = rest.pop()
        touching = [b for b in rest if b.distance(box) <= 0]
        if touching:
            rest = [union([box, *touching]), *(b for b in rest if b not in touching)]
        else:
            found.append(box)
    return found
