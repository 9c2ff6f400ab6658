"""Pictures are kept once, with secrets covered, and all there at the end."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from models.errors import VideoError
from tests.worker.analysis.films import blank, say
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.keeping import Keeper

FIELD = Box(200, 180, 400, 40)


def page() -> Picture:
    picture = blank()
    say(picture, "correct horse", (FIELD.x + 12, FIELD.center.y + 6))
    return Picture(1.5, picture)


def test_a_kept_picture_looks_as_it_was(tmp_path: Path) -> None:
    with Keeper(tmp_path, 1.0) as keeper:
        path = keeper.keep(page(), "start")

    kept = cv2.imread(str(tmp_path / path))
    assert kept is not None
    assert cv2.absdiff(kept, page().pixels).max() < 40


def test_a_moment_is_kept_once_for_its_first_reason(tmp_path: Path) -> None:
    with Keeper(tmp_path, 1.0) as keeper:
        first, second = keeper.keep(page(), "before"), keeper.keep(page(), "after")

    assert first == second
    assert [frame.reason for frame in keeper.frames.values()] == ["before"]


def test_what_is_a_secret_when_a_picture_is_kept_is_covered_on_it(tmp_path: Path) -> None:
    with Keeper(tmp_path, 1.0) as keeper:
        keeper.secrets.append(FIELD)
        path = keeper.keep(page(), "after")
        keeper.secrets.clear()

    kept = cv2.imread(str(tmp_path / path))
    assert kept is not None
    assert np.ptp(kept[FIELD.y + 8 : FIELD.bottom - 8, FIELD.x + 8 : FIELD.right - 8]) < 10


def test_many_pictures_are_all_there_at_the_end(tmp_path: Path) -> None:
    with Keeper(tmp_path, 1.0) as keeper:
        paths = [keeper.keep(page()._replace(t=float(t)), "after") for t in range(12)]

    assert all((tmp_path / path).stat().st_size > 0 for path in paths)


def test_a_picture_that_cannot_be_written_ends_the_analysis_in_a_sentence(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, 1.0)
    (tmp_path / "frames").rmdir()

    with pytest.raises(VideoError, match="could not be kept"), keeper:
        keeper.keep(page(), "start")
