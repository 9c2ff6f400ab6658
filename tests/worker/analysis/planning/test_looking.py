from pathlib import Path

import pytest

from tests.worker.analysis.factories import make_framed_sign_in, size_of
from worker.analysis.planning.looking import MOST_LOOKS, Look, LookRefused, Magnifier
from worker.analysis.planning.windows import Window


def magnifier(folder: Path, seconds: float = 30) -> Magnifier:
    return Magnifier.over(Window(make_framed_sign_in(folder), seconds=seconds), folder)


def look(frame: int = 0, left: int = 0, top: int = 0, width: int = 56, height: int = 28) -> Look:
    return Look(frame=frame, left=left, top=top, width=width, height=height)


def test_a_look_shows_a_piece_of_a_frame_as_it_was_filmed(tmp_path: Path) -> None:
    assert size_of(magnifier(tmp_path).look(look(width=200, height=80))) == (200, 80)


def test_a_look_at_much_is_made_small(tmp_path: Path) -> None:
    assert size_of(magnifier(tmp_path).look(look(width=1280, height=720))) == (548, 308)


def test_a_look_beyond_the_edge_shows_what_there_is(tmp_path: Path) -> None:
    assert size_of(magnifier(tmp_path).look(look(left=1240, top=700, width=200))) == (40, 20)


def test_a_frame_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookRefused, match="only the frames 0 to 1"):
        magnifier(tmp_path).look(look(frame=2))


def test_a_frame_that_is_gone_is_refused(tmp_path: Path) -> None:
    glass = magnifier(tmp_path)
    (tmp_path / "frames" / "end.png").unlink()
    with pytest.raises(LookRefused, match="not kept"):
        glass.look(look(frame=1))


def test_there_are_only_so_many_looks(tmp_path: Path) -> None:
    glass = magnifier(tmp_path, seconds=600)
    for _ in range(MOST_LOOKS):
        glass.look(look())
    with pytest.raises(LookRefused, match="No look"):
        glass.look(look())


def test_looks_cost_no_more_than_the_budget_of_their_time(tmp_path: Path) -> None:
    glass = magnifier(tmp_path, seconds=10)  # 300 tokens
    glass.look(look(width=560, height=308))  # 220 of them
    with pytest.raises(LookRefused, match="No look"):
        glass.look(look(width=560, height=308))
