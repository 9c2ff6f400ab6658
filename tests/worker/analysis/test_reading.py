"""Every line of text is read once, as long as it looks the same."""

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.reading import Reader

_WHOLE = Box(0, 0, 640, 320)
_UPPER, _LOWER = Box(48, 40, 160, 24), Box(48, 200, 160, 24)


class _Eyes:
    """Sees dark rectangles as lines of text, and counts how often it looks."""

    def __init__(self) -> None:
        self.searched: list[tuple[int, int]] = []
        self.read_lines = 0

    def find(self, pixels: Pixels) -> list[Box]:
        self.searched.append((pixels.shape[1], pixels.shape[0]))
        dark = (pixels[:, :, 0] < 128).astype(np.uint8)
        count, _, stats, _ = cv2.connectedComponentsWithStats(dark)
        return [Box(*(int(v) for v in row[:4])) for row in stats[1:count]]

    def read(self, line: Pixels) -> Reading:
        self.read_lines += 1
        return Reading((Glyph(f"{line.shape[1]} wide", 0, 0.9),))


def _screen(*lines: Box) -> Pixels:
    picture = np.full((_WHOLE.height, _WHOLE.width, 3), 255, np.uint8)
    for line in lines:
        picture[line.y : line.bottom, line.x : line.right] = 0
    return picture


def _noisy(picture: Pixels) -> Pixels:
    noise = np.random.default_rng(7).integers(-12, 13, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255), np.uint8)


def test_lines_come_from_top_to_bottom_placed_on_the_whole_picture() -> None:
    lines = Reader(_Eyes()).lines(_screen(_LOWER, _UPPER), _WHOLE)
    assert [line.box for line in lines] == [_UPPER, _LOWER]


def test_lines_of_one_row_come_from_left_to_right_though_they_are_not_quite_level() -> None:
    left, right = _UPPER, Box(_UPPER.right + 40, _UPPER.y - 2, 80, 24)
    lines = Reader(_Eyes()).lines(_screen(right, left), _WHOLE)
    assert [line.box for line in lines] == [left, right]


def test_another_picture_that_looks_the_same_but_for_noise_is_not_looked_at_again() -> None:
    eyes = _Eyes()
    reader = Reader(eyes)
    reader.lines(_screen(_UPPER), _WHOLE)
    lines = reader.lines(_noisy(_screen(_UPPER)), _WHOLE)
    assert [line.box for line in lines] == [_UPPER]
    assert (len(eyes.searched), eyes.read_lines) == (1, 1)


def test_of_a_changed_picture_only_the_changed_part_is_looked_at() -> None:
    eyes = _Eyes()
    reader = Reader(eyes)
    reader.lines(_screen(_UPPER), _WHOLE)
    lines = reader.lines(_screen(_UPPER, _LOWER), _WHOLE)
    assert [line.box for line in lines] == [_UPPER, _LOWER]
    width, height = eyes.searched[1]
    assert width * height < 0.1 * _WHOLE.area
    assert eyes.read_lines == 2


def test_a_line_that_grew_is_read_again_as_a_whole() -> None:
    eyes = _Eyes()
    reader = Reader(eyes)
    longer = _UPPER._replace(width=300)
    reader.lines(_screen(_UPPER), _WHOLE)
    assert [line.text for line in reader.lines(_screen(longer), _WHOLE)] == ["300 wide"]


def test_a_line_that_is_gone_is_not_remembered() -> None:
    reader = Reader(_Eyes())
    reader.lines(_screen(_UPPER, _LOWER), _WHOLE)
    assert [line.box for line in reader.lines(_screen(_LOWER), _WHOLE)] == [_LOWER]


def test_going_back_to_a_former_screen_costs_nothing() -> None:
    eyes = _Eyes()
    reader = Reader(eyes)
    for picture in (_screen(_UPPER), _screen(_LOWER), _screen(_UPPER)):
        reader.lines(picture, _WHOLE)
    assert eyes.read_lines == 2


def test_a_line_that_was_cut_off_by_a_region_is_whole_in_a_wider_one() -> None:
    reader = Reader(_Eyes())
    picture = _screen(_UPPER)
    reader.lines(picture, Box(0, 0, 128, 320))
    assert [line.text for line in reader.lines(picture, _WHOLE)] == ["160 wide"]


def test_of_a_line_that_goes_on_beyond_the_region_the_part_inside_is_read() -> None:
    reader = Reader(_Eyes())
    picture = _screen(_UPPER)
    reader.lines(picture, _WHOLE)
    assert [line.text for line in reader.lines(picture, Box(0, 0, 128, 320))] == ["80 wide"]


def test_a_line_of_which_little_reaches_into_the_region_from_above_is_not_in_it() -> None:
    picture = _screen(_UPPER)
    assert Reader(_Eyes()).lines(picture, Box(0, _UPPER.bottom - 6, 640, 100)) == []


def test_a_line_that_a_later_region_shows_a_part_of_stays_whole() -> None:
    reader, picture = Reader(_Eyes()), _screen(_UPPER, _LOWER)
    reader.lines(picture, Box(0, 0, 640, 128))
    reader.lines(picture, Box(100, 50, 540, 270))
    assert [line.text for line in reader.lines(picture, _WHOLE)] == ["160 wide", "160 wide"]


def test_a_line_outside_the_region_is_not_read() -> None:
    eyes = _Eyes()
    reader, picture = Reader(eyes), _screen(_UPPER, _LOWER)
    reader.lines(picture, Box(0, 0, 640, 128))
    assert eyes.read_lines == 1


def test_words_are_read_without_the_icons_beside_them() -> None:
    eyes, icon = _Eyes(), Box(8, 40, 24, 24)
    lines = Reader(eyes).words(_screen(icon, _UPPER), _WHOLE)
    assert [line.box for line in lines] == [_UPPER]
    assert eyes.read_lines == 1


def test_real_text_is_read_where_it_stands() -> None:
    picture = np.full((200, 500, 3), 250, np.uint8)
    cv2.putText(
        picture, "Delivery address", (60, 100), cv2.FONT_HERSHEY_DUPLEX, 0.7, (30, 30, 30), 1, cv2.LINE_AA
    )
    (line,) = Reader().lines(picture, Box(0, 0, 500, 200))
    assert line.text == "Delivery address"
    assert line.box.contains(Box(60, 84, 190, 16).center)
