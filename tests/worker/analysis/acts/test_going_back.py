"""The page before may be come to by keys, or by a click that leads there."""

from pathlib import Path

import pytest

from tests.worker.analysis.acts.watching import told
from tests.worker.analysis.films import Film, blank, draw_button, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

BACK = (EventKind.KEY, None, "Alt+Left")
SAVE = Box(300, 400, 140, 40)


def page(address: str, *lines: str, button: str = "Save") -> Pixels:
    picture = blank()
    say(picture, address, (120, 50))
    for number, line in enumerate(lines):
        say(picture, line, (300, 160 + 40 * number))
    draw_button(picture, SAVE, button)
    return picture


@pytest.mark.parametrize(("after", "by_key"), [(0.4, False), (3.0, True)], ids=["at once", "later"])
def test_the_page_before_is_gone_to_by_keys_unless_a_click_was_made_just_then(
    after: float,
    by_key: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    form = page("quince.test/leaders/new", "Name", "Phone", "Notes")
    film = Film()
    film.show(page("quince.test/leaders", "Ada Holm", "Tom Reed", "Lena Marsh"), 1.0)
    film.show(form, 1.0)
    film.point_at(form, SAVE.center.x, SAVE.center.y)
    film.show(page("quince.test/leaders/new", "Name", "Phone", "Notes", button="Wait"), after)
    film.show(page("quince.test/leaders", "Ada Holm", "Tom Reed", "Lena Marsh"), 1.0)

    assert (BACK in told(film.pictures, tmp_path)) is by_key
