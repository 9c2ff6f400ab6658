"""What becomes of something that was clicked."""

import cv2
import pytest

from tests.worker.analysis.films import BLUE, INK, PAPER, blank, draw_field, say
from worker.analysis import clicks
from worker.analysis.clicks import Click, turned_into_field
from worker.analysis.deltas import changed_boxes
from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, Point, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene, grey
from worker.analysis.settling.change import Change, ChangeKind

CELL = Box(300, 280, 160, 40)


def _boats(*, edited: bool) -> Pixels:
    """A table whose rows go down for the field that comes around a number in it, all of which is marked."""
    picture = blank()
    for number in range(3):
        say(
            picture, f"Another boat that lies in the harbour, {number}", (120, 350 + 40 * number + 6 * edited)
        )
    if edited:
        draw_field(picture, CELL, "", focused=True)
        cv2.rectangle(picture, (CELL.x + 11, 290), (CELL.x + 23, 310), BLUE, -1)
    say(picture, "9", (CELL.x + 12, 306), PAPER if edited else INK)
    return picture


def test_a_digit_is_edited_in_the_field_around_it_though_rows_made_room_and_little_of_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clicks, "held", lambda *_: "")  # One letter alone is easily overlooked.
    former, now = Picture(1.0, _boats(edited=False)), Picture(1.4, _boats(edited=True))
    boxes = tuple(changed_boxes(grey(former.pixels), grey(now.pixels)))
    change = Change(ChangeKind.OTHER, 1.0, 1.1, 1.1, 1.4, boxes, union(boxes))
    scene = Scene(change, (former, former, now), PointerTrack(1.0))
    digit = Click(Control(ControlKind.TEXT, Box(311, 294, 12, 12), "9"), Point(360, 300), None, 0.9)

    field = turned_into_field(Reader(), scene, digit)

    assert field is not None
    assert CELL.encloses(field.box)
