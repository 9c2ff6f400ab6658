"""Sliders that are set: by dragging the knob, or by a click on the track."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box, Point
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.drags import rests
from worker.analysis.sliders import slid, slid_along

#: So far from a knob's track the pointer may be while it drags, in pixels of a 1080p screen.
REACH = 24


class Dragging:
    """Notes which slider was set."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention) -> None:
        self._reader = reader
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change if the pointer set a slider by it."""
        if scene.point is None or scene.is_large or _flies(scene):
            return False
        there = scene.track.at(scene.change.end) or scene.point
        track = slid(scene) or slid_along(scene, scene.point, there)
        if track is None or not _is_held(track, scene.point, there, scene.scale):
            return False
        label = Page(self._reader, scene.clear.pixels, scene.scale).row_label(track)
        control = Control(ControlKind.BUTTON, track, label)
        self._journal.add(scene, EventKind.CLICK, control=control, text=self._value(scene, track), at=there)
        self._attention.turn_to(control, scene.before)
        return True

    def _value(self, scene: Scene, track: Box) -> str | None:
        """What the slider was set to, where a text on its row says so by having changed."""
        level = [box for box in scene.boxes if box.same_row(track) and not box.overlap(track)]
        if not level:
            return None
        nearest = min(level, key=track.distance)
        said = Page(self._reader, scene.after.pixels, scene.scale).text_at(nearest.center)
        return said.label if said is not None else None


def _flies(scene: Scene) -> bool:
    """Whether the pointer moved on without a rest: it leaves one place and comes to another as knobs do."""
    change, track = scene.change, scene.track
    return track.moved(change.before, change.end) and not rests(change.before, track)


def _is_held(track: Box, start: Point, end: Point, scale: float) -> bool:
    """Whether the pointer was on the track, before and after."""
    slack = int(REACH * scale)
    return track.contains(start, slack=slack) and track.contains(end, slack=slack)
