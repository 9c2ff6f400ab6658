from pathlib import Path

import cv2
import numpy as np

from tests.worker.analysis.factories import make_event, make_evidence, make_frame, make_framed_sign_in
from worker.analysis.evidence import EventKind, Evidence
from worker.analysis.planning.literal import plan_literally
from worker.analysis.thumbnails import draw_thumbnails

RED = (71, 99, 255)
WIDTH, HALF, GAP = 640, 312, 16


def decoded(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.integer | np.floating]]:
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels


def thumbnail(
    evidence: Evidence, folder: Path
) -> np.ndarray[tuple[int, ...], np.dtype[np.integer | np.floating]]:
    return decoded(draw_thumbnails(plan_literally(evidence), evidence, folder)[1])


def marked(
    pixels: np.ndarray[tuple[int, ...], np.dtype[np.integer | np.floating]],
) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn in red."""
    rows, columns = np.nonzero((np.abs(pixels.astype(int) - RED) < 8).all(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_each_step_whose_frames_were_kept_gets_a_thumbnail(tmp_path: Path) -> None:
    evidence = make_framed_sign_in(tmp_path)
    assert list(draw_thumbnails(plan_literally(evidence), evidence, tmp_path)) == [4]


def test_before_and_after_are_one_above_the_other_in_a_square(tmp_path: Path) -> None:
    before, after = make_frame(tmp_path, "frames/a.png"), make_frame(tmp_path, "frames/b.png")
    event = make_event(EventKind.CLICK, label="Save", xy=(600, 400), before=before, after=after)
    event.bbox = (580, 390, 60, 30)
    assert thumbnail(make_evidence(event), tmp_path).shape == (2 * HALF + GAP, WIDTH, 3)


def test_a_click_is_ringed_in_the_middle_of_a_closer_look(tmp_path: Path) -> None:
    event = make_event(
        EventKind.CLICK, label="Save", xy=(600, 400), before=make_frame(tmp_path, "frames/a.png")
    )
    left, top, right, bottom = marked(thumbnail(make_evidence(event), tmp_path))
    assert abs((left + right) // 2 - WIDTH // 2) <= 2
    assert abs((top + bottom) // 2 - HALF // 2) <= 2


def test_a_click_near_the_corner_of_the_screen_is_ringed_near_the_corner(tmp_path: Path) -> None:
    event = make_event(
        EventKind.CLICK, label="Menu", xy=(20, 20), before=make_frame(tmp_path, "frames/a.png")
    )
    left, top, right, bottom = marked(thumbnail(make_evidence(event), tmp_path))
    assert (right + left) // 2 < 60
    assert (bottom + top) // 2 < 60


def test_the_first_click_of_a_choice_is_ringed_in_the_picture_before_it(tmp_path: Path) -> None:
    opened = make_event(EventKind.CLICK, label="Fruit", xy=(400, 300), bbox=(300, 280, 200, 40))
    chosen = make_event(
        EventKind.SELECT, label="Fruit", text="Plums", xy=(450, 340), bbox=(300, 280, 200, 40)
    )
    opened.before = make_frame(tmp_path, "frames/a.png")
    evidence = make_evidence(opened, chosen)
    [step] = [step for step in plan_literally(evidence).steps if step.events == [0, 1]]
    plan = plan_literally(evidence)
    left, top, right, bottom = marked(decoded(draw_thumbnails(plan, evidence, tmp_path)[step.number]))
    assert abs((left + right) // 2 - WIDTH // 2) <= 2
    assert abs((top + bottom) // 2 - HALF // 2) <= 2


def test_what_was_typed_is_framed_in_the_picture_after_it(tmp_path: Path) -> None:
    event = make_event(EventKind.TYPE, label="Name", text="Ada", bbox=(400, 200, 200, 40))
    event.after = make_frame(tmp_path, "frames/b.png")
    left, top, right, bottom = marked(thumbnail(make_evidence(event), tmp_path))
    assert (right - left) / (bottom - top) > 3
    assert abs((left + right) // 2 - WIDTH // 2) <= 2


def test_a_change_of_the_whole_page_is_shown_whole_and_not_framed(tmp_path: Path) -> None:
    event = make_event(EventKind.NAVIGATE, url="http://shop.example.com", bbox=(0, 100, 1280, 600))
    event.after = make_frame(tmp_path, "frames/b.png")
    pixels = thumbnail(make_evidence(event), tmp_path)
    assert pixels.shape == (HALF, WIDTH, 3)
    assert not (np.abs(pixels.astype(int) - RED) < 8).all(axis=2).any()


def test_a_frame_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    make_frame(tmp_path, "secret.png")
    evidence = make_evidence(make_event(EventKind.CLICK, label="Name", xy=(1, 1), before="../secret.png"))
    inside = tmp_path / "evidence"
    inside.mkdir()
    assert draw_thumbnails(plan_literally(evidence), evidence, inside) == {}
