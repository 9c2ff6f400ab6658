"""A picture that a run leaves shows no secret, also where reading it goes a little wrong."""

import cv2
import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.reading import Reader
from worker.execution.outcome.covering import cover_secrets
from worker.execution.secrecy.redaction import Redactor

_SECRET = "Pippin-42-Grove"
_FORMS = Redactor([("PASSWORD", _SECRET)]).forms
_WIDTH, _HEIGHT = 640, 200
_FIRST_LINE, _SECOND_LINE = 60, 140


class _Misreading:
    """Reads every picture the same way: one line of text, the first."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, pixels: Pixels) -> list[Box]:
        return [Box(0, _FIRST_LINE - 30, pixels.shape[1], 40)]

    def read(self, line: Pixels) -> Reading:
        return Reading((Glyph(self._text, line.shape[1] / 2, 0.9),))


class _Blind(_Misreading):
    """Breaks when it is asked to read."""

    def read(self, line: Pixels) -> Reading:
        raise RuntimeError


def _written(*lines: tuple[str, int]) -> bytes:
    picture = np.full((_HEIGHT, _WIDTH, 3), 255, np.uint8)
    for text, at in lines:
        cv2.putText(picture, text, (20, at), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2, cv2.LINE_AA)
    return cv2.imencode(".png", picture)[1].tobytes()


def _pixels(picture: bytes) -> Pixels:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    return np.asarray(pixels, np.uint8)


def _ink(picture: bytes, at: int) -> int:
    """Return how much is written on the line at a height."""
    return int(np.count_nonzero(_pixels(picture)[at - 20 : at + 5] < 100))


def _is_covered_when_read_as(read: str) -> bool:
    """Whether a line that is read so gets covered; it is where `_Misreading` says."""
    covered = cover_secrets(_written(("x", _FIRST_LINE)), _FORMS, reader=Reader(_Misreading(read)))
    assert covered
    return bool(_pixels(covered)[_FIRST_LINE, _WIDTH // 2] < 255)


def test_the_line_with_the_secret_is_covered_and_the_others_are_not() -> None:
    picture = _written((f"Password: {_SECRET}", _FIRST_LINE), ("Welcome back, Dana", _SECOND_LINE))
    covered = cover_secrets(picture, _FORMS)
    assert covered
    assert _ink(picture, _FIRST_LINE) > 0
    assert _ink(covered, _FIRST_LINE) == 0
    assert _ink(covered, _SECOND_LINE) == _ink(picture, _SECOND_LINE)


def test_a_value_in_a_narrow_column_is_covered_although_it_goes_on_in_the_next_lines() -> None:
    parts = ("Pippin", "-42-", "Grove")
    picture = _written(*((part, 40 + 34 * at) for at, part in enumerate(parts)), ("Welcome back, Dana", 186))
    covered = cover_secrets(picture, _FORMS)
    assert covered
    assert [_ink(covered, 40 + 34 * at) for at in range(3)] == [0, 0, 0]
    assert _ink(covered, 186) == _ink(picture, 186) > 0


@pytest.mark.parametrize(
    "read",
    [
        "your password is Pippin-42-Grove now",
        "Pippin 42 Grove",
        "P1ppin-4Z-Gr0ve",
        "Plppm-42-Grove",
        "...Pippin-42-Gr",
        "UGlwcGluLTQyLUdyb3Zl",
    ],
)
def test_a_secret_is_known_although_it_was_misread(read: str) -> None:
    assert _is_covered_when_read_as(read)


@pytest.mark.parametrize("read", ["Pippin apples", "Order 42", "Grove Street 7", "Sign in"])
def test_ordinary_words_stay(read: str) -> None:
    assert not _is_covered_when_read_as(read)


def test_what_cannot_be_read_through_is_not_kept() -> None:
    assert cover_secrets(b"no picture", _FORMS) is None


def test_a_reader_that_breaks_keeps_nothing() -> None:
    reader = Reader(_Blind("unread"))
    assert cover_secrets(_written(("x", _FIRST_LINE)), _FORMS, reader=reader) is None
