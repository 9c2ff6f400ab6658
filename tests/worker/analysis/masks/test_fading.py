"""What comes bit by bit."""

from itertools import pairwise

import cv2
import numpy as np

from worker.analysis.frames import Pixels, Sample
from worker.analysis.masks.fading import Fading

OUTLINE = np.s_[40:44, 30:160]


def sample(number: int, grey: int, *, is_renewed: bool = False) -> Sample:
    """A page at a tenth of a second, with an outline of that grey."""
    page = np.full((120, 200), 220, np.uint8)
    page[OUTLINE] = grey
    return Sample(number / 10, page, page, is_renewed=is_renewed)


def differing(one: Sample, other: Sample) -> Pixels:
    return np.asarray(
        cv2.threshold(cv2.absdiff(one.luma, other.luma), 18, 255, cv2.THRESH_BINARY)[1], np.uint8
    )


def seen(samples: list[Sample]) -> list[bool]:
    """Whether the outline is in the mask of each sample but the first."""
    fading = Fading(differing)
    return [bool(fading.added_to(differing(a, b), a, b)[OUTLINE].all()) for a, b in pairwise(samples)]


def test_an_outline_that_fades_in_is_a_change_once() -> None:
    greys = [220, 220, 208, 196, 184, 184, 184, 184]

    assert sum(seen([sample(n, grey) for n, grey in enumerate(greys)])) == 1


def test_what_came_at_once_is_not_seen_to_come_slowly_too() -> None:
    greys = [220, 220, 120, 120, 120, 120]

    assert seen([sample(n, grey) for n, grey in enumerate(greys)]) == [False, True, False, False, False]


def test_what_differs_since_the_video_drew_all_anew_did_not_fade_in() -> None:
    greys = [220, 210, 200, 200, 200]

    assert not any(seen([sample(n, grey, is_renewed=n == 2) for n, grey in enumerate(greys)]))


def test_what_comes_slowly_beside_what_came_at_once_is_the_rest_of_that() -> None:
    samples = [sample(n, grey) for n, grey in enumerate([220, 220, 208, 196, 184, 184])]
    for later in samples[2:]:
        later.luma[44:60, 30:160] = 100

    assert not any(seen(samples))
