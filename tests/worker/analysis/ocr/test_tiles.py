"""Which parts of two screens look alike."""

import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.ocr.tiles import FEW, NOISE, SIDE, alike, touched_by

#: Neither side is a whole number of tiles.
HEIGHT, WIDTH = 3 * SIDE + 5, 4 * SIDE + 7


def screen() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), 100, np.uint8)


def unlike(other: Pixels, region: Box) -> list[tuple[int, int]]:
    """The tiles of a region that do not look as on the plain screen: rows and columns from its first."""
    return [(int(y), int(x)) for y, x in np.argwhere(~alike(screen(), other, touched_by(region)))]


def test_a_screen_looks_like_itself() -> None:
    assert unlike(screen(), Box(0, 0, WIDTH, HEIGHT)) == []


@pytest.mark.parametrize(
    ("x", "y"), [(0, 0), (SIDE, 2 * SIDE), (WIDTH - 3, HEIGHT - 3)], ids=["first", "amid", "at the edges"]
)
def test_only_the_tile_with_what_changed_looks_different(x: int, y: int) -> None:
    changed = screen()
    changed[y : y + 3, x : x + 3] = 200

    assert unlike(changed, Box(0, 0, WIDTH, HEIGHT)) == [(y // SIDE, x // SIDE)]
    assert unlike(changed, Box(x, y, 3, 3)) == [(0, 0)]


@pytest.mark.parametrize(("by", "how_many"), [(NOISE, SIDE), (90, FEW // 3)], ids=["faint", "few"])
def test_the_noise_of_compression_does_not_count(by: int, how_many: int) -> None:
    noisy = screen()
    noisy[0, :how_many] += by

    assert unlike(noisy, Box(0, 0, SIDE, SIDE)) == []


def test_a_region_outside_the_screen_is_alike() -> None:
    assert unlike(screen(), Box(-2 * SIDE, 0, SIDE, SIDE)) == []
