"""After a click a picture shows what was clicked, or what became of the place where it was."""

import numpy as np

from tests.worker.analysis.factories import make_event
from tests.worker.analysis.films import HEIGHT, WIDTH, blank, say
from worker.analysis.consequence import place_of_consequence
from worker.analysis.evidence import Event, EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

ENTRY = Box(200, 300, 160, 30)


def click(text: str | None = None) -> Event:
    return make_event(EventKind.CLICK, label="Ada Lovelace", bbox=tuple(ENTRY), text=text)


def listed(paper: int = 255, ink: int = 0) -> Pixels:
    """A page with an entry of a list."""
    picture = blank()
    picture[ENTRY.y : ENTRY.bottom, ENTRY.x : ENTRY.right] = paper
    say(picture, "Ada Lovelace", (ENTRY.x + 8, ENTRY.bottom - 8), (ink, ink, ink))
    return picture


def chosen() -> Pixels:
    """The page once the list is gone and the field above holds what was chosen."""
    picture = blank()
    say(picture, "Ada Lovelace", (200, 260))
    return picture


def test_what_was_clicked_is_shown_while_it_is_there_even_in_other_colours() -> None:
    assert place_of_consequence(click(), listed(), listed(paper=60, ink=255)) == ENTRY


def test_once_it_is_gone_all_that_changed_is_shown() -> None:
    place = place_of_consequence(click(), listed(), chosen())
    assert place is not None
    assert place.y < ENTRY.y
    assert place.overlap(ENTRY)


def test_a_switch_looks_different_and_is_there() -> None:
    assert place_of_consequence(click(text="checked"), listed(), chosen()) == ENTRY


def test_without_both_pictures_it_is_what_was_clicked() -> None:
    assert place_of_consequence(click(), None, listed()) == ENTRY


def test_a_control_beyond_the_edge_of_the_picture_is_taken_to_be_there() -> None:
    beyond = make_event(EventKind.CLICK, bbox=(WIDTH + 5, HEIGHT + 5, 40, 20))
    assert place_of_consequence(beyond, blank(), np.zeros_like(blank())) == Box(WIDTH + 5, HEIGHT + 5, 40, 20)
