"""What watching a recording costs."""

import base64
from pathlib import Path

import cv2

from bench.screencasts.observing import image_tokens, observe
from tests.worker.analysis.films import Film, blank, draw_button
from worker.analysis.geometry import Box


def test_a_picture_costs_a_token_for_each_begun_square(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    cv2.imwrite(str(picture), blank()[:200, :400])
    source = {"type": "base64", "data": base64.b64encode(picture.read_bytes()).decode()}

    tokens = image_tokens([{"type": "image", "source": source}, {"type": "text", "text": "words"}])

    assert tokens == 15 * 8


def test_a_film_is_watched_elsewhere_and_finding_changes_is_but_a_part_of_it(tmp_path: Path) -> None:
    film, page, saved = Film(), blank(), blank()
    draw_button(page, Box(100, 100, 200, 60), "Save")
    draw_button(saved, Box(300, 300, 500, 200), "Saved")
    film.show(page, 1)
    film.point_at(page, 200, 130)
    film.show(page, 0.6)
    film.show(saved, 1)

    seen = observe(film.write(tmp_path / "film.mp4"))

    assert seen.image_tokens > 0
    assert 0 < seen.key_frames.wall < seen.whole.wall
    assert 0 < seen.key_frames.processor < seen.whole.processor
    assert seen.peak_megabytes > 10


def test_a_file_that_is_no_film_shows_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")

    assert observe(broken).events == ()
