from pathlib import Path

import cv2
import numpy as np

from tests.worker.analysis.factories import make_event, make_evidence, make_frame, make_framed_sign_in
from worker.analysis.evidence import EventKind
from worker.analysis.planning.literal import plan_literally
from worker.analysis.thumbnails import draw_thumbnails

GREY = 128


def decoded(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.integer | np.floating]]:
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels


def test_each_step_whose_frame_was_kept_gets_a_thumbnail(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    assert list(draw_thumbnails(plan_literally(evidence), evidence, tmp_path)) == [4]


def test_a_click_is_ringed_where_it_was_on_a_smaller_picture(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    pixels = decoded(draw_thumbnails(plan_literally(evidence), evidence, tmp_path)[4])
    assert pixels.shape == (540, 960, 3)
    rows, columns = np.nonzero((pixels != GREY).any(axis=2))
    assert (round(columns.mean()), round(rows.mean())) == (450, 300)


def test_typed_text_is_framed_in_the_picture_after_it(tmp_path: Path) -> None:
    typed = make_event(EventKind.TYPE, label="Name", text="Ada", bbox=(400, 200, 100, 40))
    typed.after = make_frame(tmp_path, "frames/after.png")
    evidence = make_evidence(typed)
    pixels = decoded(draw_thumbnails(plan_literally(evidence), evidence, tmp_path)[1])
    _, columns = np.nonzero((pixels != GREY).any(axis=2))
    assert 280 < columns.min() < 300
    assert 375 < columns.max() < 395


def test_a_frame_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    make_frame(tmp_path, "secret.png")
    evidence = make_evidence(make_event(EventKind.CLICK, label="Name", xy=(1, 1), before="../secret.png"))
    inside = tmp_path / "evidence"
    inside.mkdir()
    assert draw_thumbnails(plan_literally(evidence), evidence, inside) == {}
