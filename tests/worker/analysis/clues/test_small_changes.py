"""Controls that change themselves where an unseen pointer presses them."""

from pathlib import Path

import cv2

from tests.worker.analysis.acts.watching import shown, told
from tests.worker.analysis.films import BLUE, INK, LINE, PAPER, blank, draw_field, say
from worker.analysis.evidence import EventKind
from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

NAME = Box(200, 100, 400, 40)


def begun() -> list[Pixels]:
    """Somebody clicked into a field; what happens before that may be but the page that loads."""
    first, focused = blank(), blank()
    for picture, is_focused in ((first, False), (focused, True)):
        draw_field(picture, NAME, "Full name", focused=is_focused)
    return [*shown(first, 1.0), *shown(focused, 2.0)]


def after_field() -> Pixels:
    picture = blank()
    draw_field(picture, NAME, "Full name")
    return picture


def tabs(chosen: int) -> Pixels:
    picture = after_field()
    for number, name in enumerate(("Daily", "Weekly", "Monthly")):
        box = Box(200 + 120 * number, 300, 120, 40)
        colour = BLUE if number == chosen else LINE
        cv2.rectangle(picture, box[:2], (box.right, box.bottom), colour, -1 if number == chosen else 1)
        say(picture, name, (box.x + 20, box.y + 26), PAPER if number == chosen else INK)
    return picture


def underlined_tabs(chosen: int) -> Pixels:
    picture = after_field()
    for number, name in enumerate(("Members", "Billing", "Plans")):
        say(picture, name, (200 + 120 * number, 320))
        if number == chosen:
            cv2.rectangle(picture, (200 + 120 * number, 330), (280 + 120 * number, 333), BLUE, -1)
    return picture


def written_tabs(chosen: int) -> Pixels:
    picture = after_field()
    for number, name in enumerate(("Overview", "Prices", "Opening hours")):
        say(picture, name, (200 + 160 * number, 320), BLUE if number == chosen else INK)
    return picture


def slider(knob: int) -> Pixels:
    picture = after_field()
    say(picture, "Volume", (200, 290))
    cv2.rectangle(picture, (200, 306), (500, 309), LINE, -1)
    cv2.circle(picture, (knob, 308), 8, BLUE, -1)
    return picture


def button(words: str) -> Pixels:
    picture = after_field()
    cv2.rectangle(picture, (400, 300), (500, 340), LINE, 1)
    width = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, 0.55, 1)[0][0]
    say(picture, words, (450 - width // 2, 326))
    return picture


def test_the_one_of_several_tabs_that_took_over_the_colour_was_clicked(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(tabs(0), 1.5), *shown(tabs(1), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Weekly", None)


def test_the_tab_that_got_the_line_under_it_was_clicked(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(underlined_tabs(0), 1.5), *shown(underlined_tabs(2), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Plans", None)


def test_the_tab_that_is_written_in_the_other_ones_colour_was_clicked(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(written_tabs(0), 1.5), *shown(written_tabs(1), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Prices", None)


def test_a_round_knob_that_is_elsewhere_on_its_track_was_set_and_not_ticked(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(slider(260), 1.5), *shown(slider(400), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Volume", None)


def test_a_button_that_says_something_else_was_clicked_by_its_former_words(tmp_path: Path) -> None:
    pictures = [*begun(), *shown(button("Follow"), 1.5), *shown(button("Unfollow"), 1.0)]

    assert told(pictures, tmp_path)[-1] == (EventKind.CLICK, "Follow", None)


def test_a_number_that_counts_up_was_clicked_by_nobody(tmp_path: Path) -> None:
    still = [*begun(), *shown(button("31"), 1.5)]

    assert told([*still, *shown(button("32"), 1.0)], tmp_path) == told(still, tmp_path)


def pointed_tabs(pointed: int | None) -> Pixels:
    """Tabs of which the first is chosen; a finer line comes under what is pointed to."""
    picture = underlined_tabs(0)
    if pointed is not None:
        cv2.rectangle(picture, (200 + 120 * pointed, 331), (270 + 120 * pointed, 333), BLUE, -1)
    return picture


def test_a_line_that_comes_alone_tells_what_is_pointed_to_and_clicked_when_the_page_changes(
    tmp_path: Path,
) -> None:
    other = blank()
    for row in range(8):
        say(other, f"Invoice {row} of the year", (200, 100 + 50 * row))
    pictures = [*begun(), *shown(pointed_tabs(None), 1.5), *shown(pointed_tabs(2), 1.0), *shown(other, 1.0)]

    assert told(pictures, tmp_path)[1:] == [(EventKind.CLICK, "Plans", None)]


def form(*, ticked: bool, chosen: int, focused: str | None = None) -> Pixels:
    """A checkbox and two radio buttons close together; the one that has the focus has a pale rim."""
    picture = after_field()
    middle = {"box": (210, 400), "0": (210, 300), "1": (210, 324)}
    if focused is not None:
        cv2.circle(picture, middle[focused], 12, (250, 200, 160), -1)
    cv2.rectangle(picture, (202, 392), (218, 408), BLUE if ticked else PAPER, -1)
    cv2.rectangle(picture, (202, 392), (218, 408), LINE, 1)
    for number, name in enumerate(("Full seat", "Light seat")):
        at = middle[str(number)]
        cv2.circle(picture, at, 8, BLUE if number == chosen else PAPER, -1)
        cv2.circle(picture, at, 8, LINE, 1)
        say(picture, name, (230, at[1] + 6))
    say(picture, "Send the tour", (230, 406))
    return picture


def test_of_two_radio_buttons_close_together_the_one_that_is_filled_now_was_clicked(tmp_path: Path) -> None:
    former, now = form(ticked=True, chosen=0), form(ticked=True, chosen=1, focused="1")

    assert told([*begun(), *shown(former, 1.5), *shown(now, 1.0)], tmp_path)[-1][:2] == (
        EventKind.CLICK,
        "Light seat",
    )


def test_a_tick_is_seen_beside_one_that_only_loses_the_focus(tmp_path: Path) -> None:
    former = form(ticked=True, chosen=1, focused="1")
    now = form(ticked=False, chosen=1, focused="box")

    last = told([*begun(), *shown(former, 1.5), *shown(now, 1.0)], tmp_path)[-1]

    assert last == (EventKind.CLICK, "Send the tour", "unchecked")


def test_what_only_loses_the_focus_was_not_ticked(tmp_path: Path) -> None:
    former, now = form(ticked=False, chosen=1, focused="box"), form(ticked=False, chosen=1)

    assert told([*begun(), *shown(former, 1.5), *shown(now, 1.0)], tmp_path)[1:] == []
