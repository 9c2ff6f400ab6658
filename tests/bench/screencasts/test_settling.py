"""The plain settle detector, on drawn films."""

from pathlib import Path

import pytest

from bench.screencasts.settling import settle_onsets
from tests.worker.analysis.films import Film, blank, draw_button, draw_field
from worker.analysis.geometry import Box


def test_a_pointer_that_only_moves_is_no_change(tmp_path: Path) -> None:
    film = Film()
    film.show(blank(), 1)
    film.point_at(blank(), 300, 200)

    assert settle_onsets(film.write(tmp_path / "film.mp4")) == []


def test_something_that_appears_is_one_change_where_it_begins(tmp_path: Path) -> None:
    film, after = Film(), blank()
    draw_button(after, Box(100, 100, 200, 60), "Save")
    draw_field(after, Box(100, 300, 400, 40), "Name")
    film.show(blank(), 2)
    film.show(after, 1)

    assert settle_onsets(film.write(tmp_path / "film.mp4")) == [pytest.approx(2.0, abs=0.11)]
