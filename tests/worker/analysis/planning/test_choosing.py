from pathlib import Path

import pytest

from tests.worker.analysis.factories import make_event, make_evidence, make_frame, size_of
from worker.analysis.evidence import EventKind, Evidence, Frame
from worker.analysis.planning.budget import tokens_of
from worker.analysis.planning.choosing import choose_pictures
from worker.analysis.planning.pictures import Picture

TOKENS_PER_MINUTE = 9000


def make_busy_evidence(folder: Path, seconds: float, events: int, pages: int) -> Evidence:
    """Clicks and pages at even distances."""
    path = make_frame(folder, "frames/one.png")
    times = [seconds * n / events for n in range(events)]
    clicks = [
        make_event(EventKind.CLICK, t, label="Next", xy=(640, 360), before=path, after=path) for t in times
    ]
    frames = [Frame(t=seconds * n / pages, path=path, reason="page") for n in range(pages)]
    evidence = make_evidence(*clicks, frames=frames)
    evidence.video.duration = seconds
    return evidence


def tokens(pictures: list[Picture]) -> int:
    return sum(tokens_of(*size_of(picture.jpeg)) for picture in pictures)


@pytest.mark.parametrize(
    ("seconds", "events", "pages"),
    [(10, 12, 4), (26, 14, 5), (60, 30, 10), (60, 40, 60), (600, 40, 10)],
    ids=["quick", "usual", "busy", "restless", "slow"],
)
def test_pictures_cost_no_more_than_the_budget_of_their_time(
    tmp_path: Path, seconds: float, events: int, pages: int
) -> None:
    chosen = choose_pictures(make_busy_evidence(tmp_path, seconds, events, pages), tmp_path, seconds)
    assert 0 < tokens(chosen) <= TOKENS_PER_MINUTE * seconds / 60


def test_a_usual_page_is_shown_in_720_lines(tmp_path: Path) -> None:
    chosen = choose_pictures(make_busy_evidence(tmp_path, 60, 0 + 1, 3), tmp_path, 60)
    sizes = [size_of(picture.jpeg) for picture in chosen if "whole screen" in picture.caption]
    assert sizes == [(1280, 720)] * 3


def test_pages_are_shown_smaller_where_there_are_many(tmp_path: Path) -> None:
    chosen = choose_pictures(make_busy_evidence(tmp_path, 60, 1, 10), tmp_path, 60)
    sizes = [size_of(picture.jpeg) for picture in chosen if "whole screen" in picture.caption]
    assert sizes == [(640, 360)] * 10


def test_a_click_is_looked_at_before_and_after(tmp_path: Path) -> None:
    captions = [p.caption for p in choose_pictures(make_busy_evidence(tmp_path, 60, 1, 1), tmp_path, 60)]
    assert captions == [
        "Frame 0, the whole screen at 0:00:",
        "Event 0, close, just before 0:00:",
        "Event 0, close, just after 0:00:",
    ]


def test_a_text_is_looked_at_when_it_is_written(tmp_path: Path) -> None:
    path = make_frame(tmp_path, "frames/one.png")
    typed = make_event(EventKind.TYPE, 3, text="Ada", bbox=(100, 200, 80, 20), before=path, after=path)
    (picture,) = choose_pictures(make_evidence(typed), tmp_path, 30)
    assert picture.caption == "Event 0, close, just after 0:03:"


def test_what_is_hard_to_read_is_looked_at_first(tmp_path: Path) -> None:
    evidence = make_busy_evidence(tmp_path, 6, 9, 1)
    evidence.events[4].label = None
    captions = "\n".join(picture.caption for picture in choose_pictures(evidence, tmp_path, 6))
    assert "Event 4," in captions
    assert "Event 3," not in captions


def test_pictures_come_in_order_of_time(tmp_path: Path) -> None:
    times = [picture.t for picture in choose_pictures(make_busy_evidence(tmp_path, 60, 9, 4), tmp_path, 60)]
    assert times == sorted(times)


def test_the_first_and_the_last_page_are_shown_where_not_all_can_be(tmp_path: Path) -> None:
    evidence = make_busy_evidence(tmp_path, 10, 1, 10)
    pages = [p.caption for p in choose_pictures(evidence, tmp_path, 10) if "whole screen" in p.caption]
    assert (pages[0], pages[-1]) == (
        "Frame 0, the whole screen at 0:00:",
        "Frame 9, the whole screen at 0:09:",
    )
    assert len(pages) < 10


def test_a_look_at_the_edge_stays_inside_the_picture(tmp_path: Path) -> None:
    frame = make_frame(tmp_path, "frames/one.png")
    corner = make_event(EventKind.CLICK, xy=(1279, 719), after=frame)
    (picture,) = choose_pictures(make_evidence(corner), tmp_path, 30)
    assert size_of(picture.jpeg) == (308, 168)


def test_frames_that_are_gone_are_left_out(tmp_path: Path) -> None:
    lost = make_evidence(frames=[Frame(t=0, path="frames/gone.png", reason="start")])
    assert choose_pictures(lost, tmp_path, 30) == []


def test_files_outside_the_evidence_are_never_shown(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    outside = make_frame(tmp_path, "secret.png")
    evidence = make_evidence(frames=[Frame(t=0, path=f"../{outside}", reason="start")])
    assert choose_pictures(evidence, tmp_path / "evidence", 30) == []
