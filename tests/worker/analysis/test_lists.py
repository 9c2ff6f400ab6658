"""Lists that hang open at a field."""

import cv2

from tests.worker.analysis.films import LINE, blank, draw_field, say
from worker.analysis.deltas import changed_boxes
from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, union
from worker.analysis.lists import opened_list
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene, grey
from worker.analysis.settling.change import Change, ChangeKind

SIZE = Control(ControlKind.FIELD, Box(200, 180, 300, 40), "Crate size")


def _page(sheet: Box | None = None) -> Pixels:
    picture = blank()
    draw_field(picture, SIZE.box, "Crate size")
    say(picture, "Small", (SIZE.box.x + 12, SIZE.box.center.y + 6))
    if sheet is not None:
        cv2.rectangle(picture, sheet[:2], (sheet.right, sheet.bottom), LINE, -1)
    return picture


def _opens(sheet: Box) -> bool:
    former, now = Picture(1.0, _page()), Picture(1.4, _page(sheet))
    boxes = tuple(changed_boxes(grey(former.pixels), grey(now.pixels)))
    change = Change(ChangeKind.OTHER, 1.0, 1.1, 1.1, 1.4, boxes, union(boxes))
    scene = Scene(change, (former, former, now), PointerTrack(1.0))
    return opened_list(Reader(), scene, SIZE, former) is not None


def test_a_bare_sheet_under_a_field_and_as_wide_is_its_list_before_that_is_drawn() -> None:
    assert _opens(Box(200, 222, 300, 120))


def test_a_bare_sheet_that_is_less_wide_than_the_field_is_none() -> None:
    assert not _opens(Box(200, 222, 200, 120))
