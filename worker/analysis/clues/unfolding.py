"""Something that unfolds makes room for itself: what stands above it stays or goes up, the rest goes down."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from worker.analysis.controls.phrases import Phrase
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene

#: So much room is made at least, in pixels of a 1080p screen, and so far above it a name may stand.
ROOM, ABOVE = 18, 60
#: What went down went no further to a side than this.
SIDEWAYS = 2
#: Of what stood there before, at least this share and so many phrases are still there.
STAYS, FEWEST = 0.7, 3
#: Side of the largest mark that tells whether something is unfolded, and how far from its name it is.
MARK, BESIDE = 24, 28


def unfolder(reader: Reader, scene: Scene) -> Control | None:
    """What something unfolded under: beside a mark that turned, or right above the room that was made."""
    return _beside_mark(reader, scene) or _above_room(reader, scene)


def _above_room(reader: Reader, scene: Scene) -> Control | None:
    """None when no room was made, or in more than one place."""
    former, now = (Page(reader, view.pixels, scene.scale) for view in (scene.before, scene.after))
    bounds = scene.change.bounds
    above = min(bounds.y, int(ABOVE * scene.scale))
    area = Box(bounds.x, bounds.y - above, bounds.width, bounds.height + above)
    phrases = former.phrases(area)
    shifts = list(_shifts(phrases, now.phrases(area)))
    if len(shifts) < max(FEWEST, STAYS * len(phrases)):
        return None
    torn = [phrase for (phrase, up), (_, down) in pairwise(shifts) if down - up >= ROOM * scene.scale]
    return former.control_at(torn[0].box.center) if len(torn) == 1 else None


def _shifts(former: list[Phrase], now: list[Phrase]) -> Iterator[tuple[Phrase, int]]:
    """By how much each phrase went down, from top to bottom, as far as it is there once before and after."""
    names = [p.text for p in former]
    places = {p.text: p for p in now}
    for phrase in sorted(former, key=lambda p: p.box.y):
        place = places.get(phrase.text)
        if (
            place is not None
            and names.count(phrase.text) == 1
            and abs(place.box.x - phrase.box.x) <= SIDEWAYS
        ):
            yield phrase, place.box.y - phrase.box.y


def _beside_mark(reader: Reader, scene: Scene) -> Control | None:
    """What stands beside the mark that turned, as everything beneath moved."""
    page = Page(reader, scene.before.pixels, scene.scale)
    marks = [b for b in scene.boxes if max(b.width, b.height) <= MARK * scene.scale]
    top = min((b.y for b in scene.boxes if b not in marks), default=0)
    for mark in marks:
        if mark.y < top and len(scene.boxes) > 1:
            phrase = _beside(page.phrases(_row(mark, scene)), mark, scene.scale)
            if phrase is not None:
                return Control(ControlKind.TEXT, phrase.box, phrase.text)
    return None


def _row(mark: Box, scene: Scene) -> Box:
    wide = scene.before.pixels.shape[1] // 3
    return (
        Box(mark.x - wide, mark.y, 2 * wide, mark.height)
        .grown(0, mark.height)
        .within(*scene.before.pixels.shape[1::-1])
    )


def _beside(phrases: Iterable[Phrase], mark: Box, scale: float) -> Phrase | None:
    """The name that a mark begins or that stands right after it, else the nearest one before it."""
    level = [p for p in phrases if p.box.same_row(mark) and len(p.text) > 1]
    after = [p for p in level if mark.x <= p.box.x <= mark.right + BESIDE * scale]
    before = [p for p in level if p.box.right <= mark.x]
    return next(iter(after), max(before, key=lambda p: p.box.x, default=None))
