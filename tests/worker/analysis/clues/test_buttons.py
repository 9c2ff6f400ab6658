"""Which of several buttons an unseen pointer pressed, told by what became of them."""

import cv2

from tests.worker.analysis.clues.test_small_changes import after_field
from tests.worker.analysis.films import BLUE, PAPER, draw_field, say
from worker.analysis.clues.buttons import leaving, replaced, sending
from worker.analysis.deltas import changed_boxes
from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box, union
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene, grey
from worker.analysis.settling.change import Change, ChangeKind

COMMENT = Box(660, 220, 240, 60)


def _button(picture: Pixels, x: int, y: int, text: str) -> None:
    wide = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, 0.6, 1)[0][0]
    cv2.rectangle(picture, (x, y), (x + wide + 40, y + 36), BLUE, -1)
    say(picture, text, (x + 20, y + 24), PAPER)


def panel(*ways: str, where: str = "Waiting") -> Pixels:
    picture = after_field()
    say(picture, "Is " + where, (200, 400))
    cv2.rectangle(picture, (640, 140), (930, 560), (225, 235, 235), -1)
    say(picture, "Two green chairs", (660, 180))
    draw_field(picture, COMMENT, "Comment")
    for number, way in enumerate(ways):
        _button(picture, 660, 300 + 50 * number, way)
    return picture


def _scene(former: Pixels, now: Pixels) -> Scene:
    boxes = tuple(changed_boxes(grey(former), grey(now)))
    change = Change(ChangeKind.OTHER, 2.0, 2.1, 2.2, 2.4, boxes, union(boxes))
    before = Picture(2.0, former)
    return Scene(change, (before, before, Picture(2.4, now)), PointerTrack(1.0))


def _label(control: Control | None) -> str | None:
    return control.label if control is not None else None


def test_a_button_that_says_what_is_next_now_was_pressed_wherever_the_others_moved() -> None:
    former, now = panel("Reply", "Pack it", "Close it"), panel("Reply", "Close it", "Ship it", where="Packed")
    assert _label(replaced(Reader(), _scene(former, now))) == "Pack it"


def test_no_button_was_replaced_where_two_are_gone() -> None:
    former, now = panel("Reply", "Pack it", "Close it"), panel("Reply")
    assert replaced(Reader(), _scene(former, now)) is None


def test_what_is_gone_with_all_its_buttons_was_left_by_the_one_that_says_so() -> None:
    assert (
        _label(leaving(Reader(), _scene(panel("Reply", "Pack it", "Close it"), after_field()))) == "Close it"
    )


def test_what_was_written_is_sent_by_the_first_button_under_its_field() -> None:
    field = Control(ControlKind.FIELD, COMMENT, "Comment")
    scene = _scene(panel("Reply", "Pack it"), panel("Reply", "Pack it", where="Sent"))
    assert _label(sending(Reader(), scene, field)) == "Reply"
