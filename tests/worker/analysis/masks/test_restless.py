"""What changes all the time by itself is taken out; what somebody does is not."""

from collections.abc import Iterator

import numpy as np
import pytest

from worker.analysis.frames import SAMPLES_PER_SECOND, Pixels, Sample
from worker.analysis.geometry import Box
from worker.analysis.masks.restless import REACH, Step, Unrest

WIDTH, HEIGHT = 960, 540
FACE = Box(800, 400, 110, 110)
BUTTON = Box(100, 100, 80, 24)
SECONDS = 12


def step(number: int, *boxes: Box) -> Step:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    for box in boxes:
        mask[box.y : box.bottom, box.x : box.right] = 255
    return Step(sample(number - 1), sample(number), mask)


def sample(number: int) -> Sample:
    return Sample(number / SAMPLES_PER_SECOND, _DARK, _DARK)


_DARK: Pixels = np.zeros((HEIGHT, WIDTH), np.uint8)


def face(number: int) -> Box:
    """A head that sways: another part of the bubble differs each time."""
    return Box(FACE.x + 15 * (number % 5), FACE.y + 10, 50, 90)


def left_of(steps: list[Step]) -> dict[float, Box]:
    """Where something is left, by time."""
    found = {}
    for calm in steps:
        rows, columns = np.nonzero(calm.mask)
        width, height = int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
        found[calm.sample.t] = Box(int(columns.min()), int(rows.min()), width, height)
    return found


def test_a_moving_face_is_no_difference_at_any_time_of_the_film() -> None:
    assert list(Unrest(2).calmed(step(n, face(n)) for n in range(1, SECONDS * SAMPLES_PER_SECOND))) == []


def test_where_and_when_something_was_restless_is_known() -> None:
    unrest = Unrest(2)
    list(unrest.calmed(step(n, face(n)) for n in range(1, SECONDS * SAMPLES_PER_SECOND)))

    [part] = unrest.parts

    assert part.box.encloses(FACE.scaled(2).grown(-2))
    assert part.meets(1, 2)
    assert part.meets(SECONDS - 1, SECONDS)
    assert not part.meets(SECONDS + 1, SECONDS + 2)


def test_what_happens_beside_a_moving_face_is_left() -> None:
    film = (step(n, face(n), *([BUTTON] if n == 60 else [])) for n in range(1, SECONDS * SAMPLES_PER_SECOND))

    assert left_of(list(Unrest(2).calmed(film))) == {60 / SAMPLES_PER_SECOND: BUTTON}


def test_a_film_that_begins_to_play_in_a_page_is_found_soon_after() -> None:
    begins = 6 * SAMPLES_PER_SECOND

    seen = left_of(list(Unrest(2).calmed(step(n, FACE) for n in range(begins, 2 * begins))))

    assert all(t < (begins / SAMPLES_PER_SECOND) + REACH / 2 for t in seen)


@pytest.mark.parametrize(
    "every", [SAMPLES_PER_SECOND, SAMPLES_PER_SECOND // 2], ids=["a clock", "a blinking caret"]
)
def test_what_changes_once_or_twice_a_second_is_left_to_others(every: int) -> None:
    film = [step(n, BUTTON) for n in range(1, SECONDS * SAMPLES_PER_SECOND, every)]

    assert len(list(Unrest(2).calmed(film))) == len(film)


def test_a_page_that_scrolls_for_seconds_is_left() -> None:
    film = [step(n, Box(0, 60, WIDTH, HEIGHT - 60)) for n in range(1, 4 * SAMPLES_PER_SECOND)]

    assert len(list(Unrest(2).calmed(film))) == len(film)


def test_a_word_that_is_typed_is_left() -> None:
    typed = [step(10 + n, Box(200 + 9 * n, 300, 8, 12)) for n in range(30)]

    assert len(list(Unrest(2).calmed(typed))) == len(typed)


def test_pictures_waiting_for_what_comes_after_them_are_few_when_they_are_large() -> None:
    huge = np.zeros((4000, 4000), np.uint8)
    taken: list[Step] = []

    def film() -> Iterator[Step]:
        for number in range(1, 40):
            taken.append(step(number, BUTTON)._replace(sample=sample(number)._replace(whole=huge)))
            yield taken[-1]

    next(Unrest(2).calmed(film()))

    assert len(taken) < 10
