"""Which pictures a planner is shown: the most telling ones first, until the budget is spent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from models.irreversible import looks_irreversible
from worker.analysis.evidence import Event, EventKind, Evidence, VideoFacts
from worker.analysis.geometry import Box, Point
from worker.analysis.planning.budget import budget_for, tokens_of
from worker.analysis.planning.pictures import Picture, cut_around, read_frame, shrink, size_within
from worker.analysis.wording import clock

_Item = TypeVar("_Item")

#: What whole pages are made to fit into: the largest of these for which all of them stay in their part.
_PAGE_SIZES = ((1280, 720), (960, 540), (640, 360))
_FOR_PAGES = 0.6  #: the part of the budget that pages may take
_WHOLE_PAGES = frozenset({"start", "page", "end"})
_CLOSE_LOOK = (308, 168)
_LINE_OF_TEXT = (616, 84)  #: costs the same, and more of what was written is in it
_USUAL_HEIGHT = 1080  #: the screen on which a close look shows pixels as they are
_MOST = 80  #: pictures in one request; models take a hundred, looks included
_HARD_TO_READ = 0.6  #: confidence below which a look may tell more than the evidence
_POINTED_AT = frozenset({EventKind.CLICK, EventKind.SELECT})
_WRITTEN = frozenset({EventKind.TYPE, EventKind.COMMAND})


@dataclass(frozen=True)
class _Candidate:
    """A picture that might be shown."""

    t: float
    caption: str
    path: str
    size: tuple[int, int]  #: what it is made to fit into
    tokens: int  #: what it costs, at most
    center: Point | None = None  #: where to look closely; None for a whole page


def choose_pictures(evidence: Evidence, folder: Path, seconds: float) -> list[Picture]:
    """Return the pictures to plan from, in order of time, within what `seconds` of a video may cost.

    Frames that are not in `folder` are left out.
    """
    scale = max(1.0, evidence.video.height / _USUAL_HEIGHT)
    purse = _Purse(budget_for(seconds).pictures)
    drawn = [
        picture
        for candidate in _by_worth(evidence, purse.left)
        if purse.affords(candidate) and (picture := _draw(candidate, folder, scale))
    ]
    return sorted(drawn, key=lambda picture: picture.t)


@dataclass
class _Purse:
    """Tokens and pictures that are still left."""

    left: int
    pictures: int = field(default=_MOST)

    def affords(self, candidate: _Candidate) -> bool:
        """Whether there is enough for `candidate`; if so it is spent."""
        affordable = self.pictures > 0 and candidate.tokens <= self.left
        if affordable:
            self.pictures, self.left = self.pictures - 1, self.left - candidate.tokens
        return affordable


def _draw(candidate: _Candidate, folder: Path, scale: float) -> Picture | None:
    pixels = read_frame(folder, candidate.path)
    if pixels is None:
        return None
    if candidate.center is None:
        piece = shrink(pixels, *candidate.size)
    else:
        piece = cut_around(pixels, candidate.center, candidate.size, scale)
    return Picture(candidate.t, candidate.caption, piece)


def _by_worth(evidence: Evidence, tokens: int) -> Iterator[_Candidate]:
    """Yield the ends of the story, what is hard to read, what cannot be undone, the pages, and the rest."""
    pages = _spread(list(_pages(evidence, tokens)))
    events = _spread(list(enumerate(evidence.events)))
    yield from pages[:2]
    telling = [(n, event) for n, event in events if _deserves_a_look(event)]
    yield from (look for n, event in telling for look in _looks(n, event))
    yield from pages[2:]
    yield from (look for n, event in events if not _deserves_a_look(event) for look in _looks(n, event))


def _deserves_a_look(event: Event) -> bool:
    is_hard = event.confidence < _HARD_TO_READ or (event.kind in _POINTED_AT and event.label is None)
    return is_hard or (event.kind is EventKind.CLICK and looks_irreversible(event.label or ""))


def _pages(evidence: Evidence, tokens: int) -> Iterator[_Candidate]:
    telling = [n for n, frame in enumerate(evidence.frames) if frame.reason in _WHOLE_PAGES]
    shown = telling or range(len(evidence.frames))
    size = _page_size(evidence.video, int(tokens * _FOR_PAGES) // max(1, len(shown)))
    cost = tokens_of(*size_within(evidence.video.width, evidence.video.height, size))
    for number in shown:
        frame = evidence.frames[number]
        caption = f"Frame {number}, the whole screen at {clock(frame.t)}:"
        yield _Candidate(frame.t, caption, frame.path, size, cost)


def _page_size(video: VideoFacts, tokens: int) -> tuple[int, int]:
    """Return the largest size in which one page costs at most `tokens`, or else the smallest."""
    costs = ((size, tokens_of(*size_within(video.width, video.height, size))) for size in _PAGE_SIZES)
    return next((size for size, cost in costs if cost <= tokens), _PAGE_SIZES[-1])


def _looks(number: int, event: Event) -> Iterator[_Candidate]:
    """Yield a close look at where something was done, with the pointer before it and with what came of it."""
    center, size = _center(event), _LINE_OF_TEXT if event.kind in _WRITTEN else _CLOSE_LOOK
    moments = ((event.before, "before", event.t_start), (event.after, "after", event.t_end))
    for path, when, t in moments if center else ():
        if path is not None and not (when == "before" and event.kind in _WRITTEN and event.after):
            caption = f"Event {number}, close, just {when} {clock(event.t_start)}:"
            yield _Candidate(t, caption, path, size, tokens_of(*size), center)


def _center(event: Event) -> Point | None:
    if event.kind in _POINTED_AT and event.xy is not None:
        return Point(*event.xy)
    if event.bbox is not None:
        return Box(*event.bbox).center
    return Point(*event.xy) if event.xy is not None else None


def _spread(items: Sequence[_Item]) -> list[_Item]:
    """Return the first, the last, the middle one, and so on: any beginning of it is spread over the whole."""
    if len(items) <= 2:  # noqa: PLR2004 - both ends
        return list(items)
    inner = range(1, len(items) - 1)
    return [items[0], items[-1], *(items[n] for n in sorted(inner, key=_reversed_bits))]


def _reversed_bits(number: int) -> str:
    return f"{number:032b}"[::-1]
