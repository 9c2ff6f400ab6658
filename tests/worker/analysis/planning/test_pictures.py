from math import ceil
from pathlib import Path

import cv2
import numpy as np

from tests.worker.analysis.factories import make_event, make_evidence, make_frame
from worker.analysis.evidence import EventKind, Evidence, Frame
from worker.analysis.planning.pictures import choose_pictures

TOKENS_PER_MINUTE = 9000


def make_busy_minute(folder: Path) -> Evidence:
    """A minute with a page every six seconds and an event every two."""
    path = make_frame(folder, "frames/one.png")
    clicks = [make_event(EventKind.CLICK, 2 * n, xy=(640, 360), after=path) for n in range(30)]
    evidence = make_evidence(*clicks, frames=[Frame(t=6 * n, path=path, reason="page") for n in range(10)])
    evidence.video.duration = 60
    return evidence


def size_of(jpeg: bytes) -> tuple[int, int]:
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    return pixels.shape[1], pixels.shape[0]


def test_a_minute_costs_few_tokens(tmp_path: Path) -> None:
    sizes = [size_of(picture.jpeg) for picture in choose_pictures(make_busy_minute(tmp_path), tmp_path)]
    assert sum(ceil(width / 28) * ceil(height / 28) for width, height in sizes) <= TOKENS_PER_MINUTE


def test_the_first_and_the_last_page_are_always_shown(tmp_path: Path) -> None:
    captions = [picture.caption for picture in choose_pictures(make_busy_minute(tmp_path), tmp_path)]
    pages = [caption for caption in captions if caption.startswith("The screen")]
    assert (pages[0], pages[-1], len(pages)) == ("The screen at 0:00:", "The screen at 0:54:", 4)


def test_each_close_look_says_which_event_it_belongs_to(tmp_path: Path) -> None:
    captions = [picture.caption for picture in choose_pictures(make_busy_minute(tmp_path), tmp_path)]
    assert "Event 29, at 0:58:" in captions


def test_a_look_at_the_edge_stays_inside_the_picture(tmp_path: Path) -> None:
    frame = make_frame(tmp_path, "frames/one.png")
    corner = make_event(EventKind.CLICK, xy=(1279, 719), after=frame)
    (picture,) = choose_pictures(make_evidence(corner), tmp_path)
    assert size_of(picture.jpeg) == (420, 210)


def test_frames_that_are_gone_are_left_out(tmp_path: Path) -> None:
    lost = make_evidence(frames=[Frame(t=0, path="frames/gone.png", reason="start")])
    assert choose_pictures(lost, tmp_path) == []
