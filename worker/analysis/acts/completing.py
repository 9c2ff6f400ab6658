"""Suggestions that hang at a field while somebody writes into it: the field takes over what one says."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.writing import Writing
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import held

#: Suggestions hang no further from their field than so many times its height.
FURTHEST = 8


class Completing:
    """Notes which suggestion was picked."""

    def __init__(self, reader: Reader, journal: Journal, attention: Attention, writing: Writing) -> None:
        self._reader, self._journal = reader, journal
        self._attention, self._writing = attention, writing

    def took(self, scene: Scene) -> bool:
        """Take in a change if the field written into last holds all of an entry now that is gone with it."""
        field, last = self._attention.focus, self._journal.last
        if field is None or last is None or last.kind is not EventKind.TYPE or not last.text:
            return False
        if not self._may_be_picked(scene, field):
            return False
        value = held(self._reader, scene.after, scene.track, field)
        entry = self._entry(scene, field, value) if _goes_on(last.text, value) else None
        if entry is None:
            return False
        self._writing.believe()
        self._journal.add(scene, EventKind.CLICK, control=entry)
        return True

    def _may_be_picked(self, scene: Scene, field: Control) -> bool:
        """Whether a field and something else changed at one stroke."""
        if scene.change.kind is not ChangeKind.OTHER or scene.is_large:
            return False
        inside = [box for box in scene.boxes if box.overlap(field.box)]
        return bool(inside) and not all(field.box.encloses(box) for box in scene.boxes)

    def _entry(self, scene: Scene, field: Control, value: str) -> Control | None:
        """What said the value near the field, and does no longer."""
        box = field.box
        around = Box(box.x, box.y - FURTHEST * box.height, box.width, 2 * FURTHEST * box.height)
        page = Page(self._reader, scene.before.pixels, scene.scale)
        said = [phrase for phrase in page.phrases(around) if phrase.text == value]
        gone = [p for p in said if not scene.is_back(p.box, scene.before.pixels) and not p.box.overlap(box)]
        return Control(ControlKind.TEXT, gone[0].box, value) if gone else None


def _goes_on(typed: str, value: str) -> bool:
    """Whether a value is more than what was typed to find it, and a last letter."""
    return len(value) > len(typed) + 1 and typed.casefold() in value.casefold()
