"""How long a browser has been waiting for a page."""

from tests.worker.analysis.films import blank
from worker.analysis.clues.loading import loading_since
from worker.analysis.deltas import Delta
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind, gathered

ROWS, SPINNER, PAGE = Box(0, 0, 960, 90), Box(56, 12, 12, 12), Box(0, 100, 960, 400)


def waited(*moments: float, place: Box = SPINNER) -> float | None:
    """Since when, if a small place changed at these moments and the page at 5.0."""
    track = PointerTrack(1.0)
    track.content = [Delta(t - 0.1, t, (place,), 0.0001) for t in moments]
    page = Delta(4.9, 5.0, (PAGE,), 0.4)
    track.content.append(page)
    views = (Picture(4.8, blank()), Picture(4.9, blank()), Picture(5.3, blank()))
    return loading_since(Scene(gathered(ChangeKind.OTHER, [page], PAGE), views, track, views[0]), ROWS)


def test_a_browser_waits_as_long_as_the_picture_of_the_tab_turns() -> None:
    assert waited(3.0, 3.7, 4.4) == 3.0


def test_a_picture_that_turned_long_ago_belongs_to_another_page() -> None:
    assert waited(1.0, 4.4) == 4.4


def test_what_turns_on_the_page_itself_tells_nothing_of_the_browser() -> None:
    assert waited(4.4, place=Box(300, 300, 12, 12)) is None
