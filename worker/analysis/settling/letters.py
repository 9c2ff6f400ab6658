"""Runs of writing: text that grows, letter by letter."""

from collections.abc import Sequence
from itertools import pairwise

from worker.analysis.deltas import Delta
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.settling.change import Change, ChangeKind, gathered
from worker.analysis.settling.lively import SPECK
from worker.analysis.settling.overwriting import first_over, is_same

#: One difference alone is no typing.
FEWEST = 2
#: Longest pause between two keystrokes of one run.
KEYSTROKES = 0.9
#: A letter is at least so high, in pixels of a 1080p screen; what is lower may be noise of compression.
LOWEST = 8
#: Differences of more such rectangles than this are not letters appearing.
BESIDES = 4
#: A letter does not stand around the one before it, on all sides and by so many pixels.
AROUND = 4
#: What moves up changes a place so many times as high as the letters that take it.
HIGHER = 1.5
#: Letters that go on reach at least so many pixels further.
STEP = 5
#: A knob is as wide as it is high, or so many times at most: a letter is narrower, several are wider.
ROUND = 1.5
#: For how long something may still react to a pointer that came or went.
LINGERS = 0.2


def written(rest: Sequence[Delta], track: PointerTrack, former: Delta | None = None) -> Change | None:
    """A run in which each difference continues where the one before ended, in the same line of text.

    What the `former` difference marked is typed over.
    """
    if track.moved(rest[0].before, rest[0].t):
        return None  # The hand is on the mouse.
    scale = track.scale
    first = first_over(former, rest, scale) if former is not None else None
    run = _run(rest, track) if first is None else _run(rest[1:], track, [(rest[0], first)])
    run = _until_marked(run)
    glyphs = [glyph for _, glyph in run]
    if len(run) < FEWEST or not (_advances(glyphs, scale) or _replaces(run[0][0], glyphs, scale)):
        return None
    return gathered(ChangeKind.WRITING, [d for d, _ in run], union(glyph for _, glyph in run))


def marks(rest: Sequence[Delta], track: PointerTrack) -> bool:
    """Whether the first difference marks a text that is then typed over."""
    if len(rest) == 1 or first_over(rest[0], rest[1:], track.scale) is None:
        return False
    return written(rest[1:], track, rest[0]) is not None


def _run(
    rest: Sequence[Delta], track: PointerTrack, begun: Sequence[tuple[Delta, Box]] = ()
) -> list[tuple[Delta, Box]]:
    """The first differences that lie on one line, each with the part of it that may be a letter."""
    scale = track.scale
    run = list(begun)
    for delta in rest:
        if run and delta.before - run[-1][0].t > KEYSTROKES:
            break
        sizable = [b for b in delta.boxes if b.area > SPECK * scale and b.height >= LOWEST * scale]
        if run and not sizable:
            continue  # Noise of compression, while somebody thinks or types a space.
        glyphs = [b for b in sizable if _is_glyph(b, scale)] if len(sizable) <= BESIDES else []
        if run:
            glyphs = [b for b in glyphs if _continues(b, run[-1][1], scale)]
        if len(run) == 1 and any(_is_written_where(b, run[0][1]) for b in glyphs):
            break
        glyphs = [b for b in glyphs if not _is_reaction(b, delta, track)]
        if not glyphs:
            break
        run.append((delta, min(glyphs, key=lambda b: b.area) if not run else glyphs[0]))
    return run


def _until_marked(run: list[tuple[Delta, Box]]) -> list[tuple[Delta, Box]]:
    """The run up to where all of a place changed twice: it was marked, and then something typed over it."""
    boxes = [box for _, box in run]
    marked = (number for number, (a, b) in enumerate(pairwise(boxes)) if is_same(a, b))
    return run[: next(marked, len(run))]


def _is_reaction(box: Box, delta: Delta, track: PointerTrack) -> bool:
    """Whether a difference is at a pointer that is just coming or going."""
    if not track.moved(delta.before - LINGERS, delta.t):
        return False
    ends = (track.move_at(delta.before - LINGERS), track.move_at(delta.t))
    return any(end is not None and end.box.distance(box) <= 6 * track.scale for end in ends)


def _is_glyph(box: Box, scale: float) -> bool:
    return box.width <= 200 * scale and LOWEST * scale <= box.height <= 44 * scale


def _continues(box: Box, last: Box, scale: float) -> bool:
    gap = max(box.x, last.x) - min(box.right, last.right)
    surrounds = box.encloses(last.grown(AROUND))  # That is the field itself.
    return box.same_row(last) and gap <= 16 * scale and not surrounds


def _is_written_where(letter: Box, moved: Box) -> bool:
    """Whether a letter stands where something higher went away: the name of a field that moved up."""
    return moved.height >= HIGHER * letter.height and moved.grown(AROUND).encloses(letter)


def _advances(glyphs: Sequence[Box], scale: float) -> bool:
    """Whether the places move along, as letters do and a blinking thing does not."""
    if len(glyphs) == FEWEST and _lie_over_each_other(*glyphs):
        return False
    steps = [b.right - a.right for a, b in pairwise(glyphs)]
    forward, backward = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
    moved = abs(glyphs[-1].right - glyphs[0].right)
    return max(forward, backward) * 5 >= len(steps) * 3 and moved >= STEP * scale


def _lie_over_each_other(one: Box, other: Box) -> bool:
    """Whether two places share more than half of one of them: that is one thing on its way."""
    shared = min(one.right, other.right) - max(one.x, other.x)
    return 2 * shared > min(one.width, other.width)


def _replaces(first: Delta, glyphs: Sequence[Box], scale: float) -> bool:
    """Whether a marked text is typed over: the first letter takes all its place, the next begin after it."""
    onward = all(b.x - a.x >= STEP * scale for a, b in pairwise(glyphs))
    next_ones = glyphs[1:]  # The knob of a switch, which also takes all its place, stops at its end.
    further = all(b.right - a.right >= STEP * scale for a, b in pairwise(next_ones))
    is_knob = len(next_ones) == 1 and 1 <= next_ones[0].width / next_ones[0].height < ROUND
    return len(first.boxes) == 1 and onward and further and not is_knob
