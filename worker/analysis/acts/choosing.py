"""Choices from lists: by keys, or by a click on one of the options."""

import re

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Point
from worker.analysis.lists import OpenList, is_closed, opened_list
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import held

#: Seconds after a click in which a list may still appear.
SOON = 1.0
#: Nobody chooses from a list in less than this time.
QUICK = 0.3


class Choosing:
    """Notes what is chosen from the list that hangs open."""

    def __init__(self, reader: Reader, hiding: Hiding, journal: Journal, attention: Attention) -> None:
        self._reader, self._hiding = reader, hiding
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change of the open list; False when it is about something else."""
        opened = self._attention.opened
        if opened is None:
            return False
        inside = all(opened.reach(scene.scale).encloses(box, slack=4) for box in scene.boxes)
        if inside and not is_closed(scene, opened):
            self._attention.opened = self._picked(scene, opened) or opened.moved_through(scene.change.start)
            return True
        self._attention.opened = None
        return self._chose(scene, opened) or inside

    def opens(self, scene: Scene) -> bool:
        """Note that the change opened a list at the field just clicked."""
        attention = self._attention
        if attention.focus is None or attention.before_focus is None or not self._just_clicked(scene):
            return False
        attention.opened = opened_list(self._reader, scene, attention.focus, attention.before_focus)
        return attention.opened is not None

    def chose_at_once(self, scene: Scene) -> bool:
        """Note a choice from a list that opened and closed too fast to be seen open."""
        field, change = self._attention.focus, scene.change
        if field is None or self._hiding.holds(field.box):
            return False
        if change.kind is ChangeKind.WRITING or change.end - change.start < QUICK:
            return False
        former, now = (held(self._reader, view, scene.track, field) for view in (scene.before, scene.after))
        if not _letters(former) or not _letters(now) or _letters(former) == _letters(now):
            return False
        self._selected(scene, field, now, scene.change.end)
        return True

    def _just_clicked(self, scene: Scene) -> bool:
        last = self._journal.last
        is_soon = last is not None and scene.change.start - last.t_end <= SOON
        return is_soon and self._journal.clicked_here(scene)

    def _picked(self, scene: Scene, opened: OpenList) -> OpenList | None:
        """The list that stays open though one of its options was clicked: its field holds something else."""
        if not self._is_on(opened, scene) or self._hiding.holds(opened.control.box):
            return None
        if not any(box.overlap(opened.control.box) for box in scene.boxes):
            return None
        value = held(self._reader, scene.after, scene.track, opened.control)
        if not value or value == opened.value:
            return None
        self._clicked_option(scene, opened, value)
        return opened._replace(value=value)

    def _is_on(self, opened: OpenList, scene: Scene) -> bool:
        """Whether the pointer came to the list since the last act."""
        is_there = scene.point is not None and opened.hanging.contains(scene.point)
        return is_there and self._journal.pointed_elsewhere(scene)

    def _chose(self, scene: Scene, opened: OpenList) -> bool:
        if self._hiding.holds(opened.control.box):
            return False
        value = held(self._reader, scene.after, scene.track, opened.control)
        by_pointer = scene.point is not None and opened.hanging.contains(scene.point)
        if value and by_pointer:
            self._clicked_option(scene, opened, value)
            return True
        is_other = bool(value) and value != opened.value
        if is_other:
            self._selected(scene, opened.control, value, opened.chosen_at)
        return by_pointer or is_other

    def _clicked_option(self, scene: Scene, opened: OpenList, value: str) -> None:
        assert scene.point is not None  # noqa: S101 - the pointer is on the list
        row = opened.row_at(scene.point, scene.scale)
        control = Page(self._reader, scene.clear.pixels, scene.scale).text_at(scene.point)
        if control is not None and control.label and _names_part(control.label, value):
            option = control  # A day of a calendar, one of many: the field holds the whole date, or all.
        else:
            option = Control(ControlKind.TEXT, row, value)
        self._journal.add(scene, EventKind.CLICK, control=option)

    def _selected(self, scene: Scene, field: Control, value: str, chosen_at: float | None) -> None:
        is_on_it = scene.point is not None and field.box.contains(scene.point)
        at = scene.point if is_on_it else Point(*field.box.center)
        self._journal.add(scene, EventKind.SELECT, control=field, text=value, started=chosen_at, at=at)


def _letters(value: str) -> str:
    """What a field held but for signs, which may be the remains of a pointer that was painted over."""
    return "".join(filter(str.isalnum, value))


def _names_part(label: str, value: str) -> bool:
    """Whether what an option is called stands in what the field holds, as a word or words of it."""
    return re.search(rf"(?<!\w){re.escape(label)}(?!\w)", value, re.IGNORECASE) is not None
