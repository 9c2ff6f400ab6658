"""What somebody wrote, of all that stands there."""

import pytest

from tests.worker.analysis.films import blank, say
from worker.analysis.adding import inserted, joined
from worker.analysis.controls.standing import without_standing
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader

OLD = "Grease both bearings. Open the sluice. Note the date here."


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (OLD + " All done.", "All done."),
        (OLD.replace("sluice.", "sluice. Wait a minute."), "Wait a minute."),
        (OLD.replace("date", "dat e") + " All done.", "All done."),
        ("Something else altogether", "Something else altogether"),
    ],
    ids=["at its end", "within it", "though it is read otherwise", "in its place"],
)
def test_only_what_was_put_into_a_text_was_written(now: str, written: str) -> None:
    assert inserted(OLD, now) == written


def test_an_empty_area_holds_but_what_was_written() -> None:
    assert inserted("", "All done.") == "All done."


@pytest.mark.parametrize("stood", [True, False], ids=["stood", "came"])
def test_a_sign_at_the_head_that_stood_there_before_is_a_picture(stood: bool) -> None:  # noqa: FBT001
    former, now = blank(), blank()
    say(now, "Q", (100, 200))
    say(now, "kestrel", (140, 200))
    if stood:
        say(former, "Q", (100, 200))
    [line] = Reader().line_in(now, Box(94, 176, 180, 34))

    written = without_standing(former, now, line, line.text, 140 - line.box.x)

    assert written.replace(" ", "") == ("kestrel" if stood else "Qkestrel")


def test_a_thin_letter_told_to_be_too_far_left_was_written() -> None:
    former, now = blank(), blank()
    say(now, "Illinois", (100, 200))
    [line] = Reader().line_in(now, Box(94, 176, 180, 34))
    first = line.glyphs[0]
    line = line._replace(glyphs=(first._replace(x=1.0), *line.glyphs[1:]))

    assert without_standing(former, now, line, line.text, 100 - line.box.x) == line.text


def test_a_letter_typed_over_the_same_one_was_written() -> None:
    former, now = blank(), blank()
    say(former, "A mill", (100, 200))
    say(now, "A garden", (100, 200))
    [line] = Reader().line_in(now, Box(94, 176, 180, 34))

    assert without_standing(former, now, line, line.text, 100 - line.box.x) == line.text


def test_a_value_that_moves_on_in_its_field_keeps_its_head() -> None:
    assert joined("https://mill.example/wheel", ".example/wheel/left") == "https://mill.example/wheel/left"


@pytest.mark.parametrize("now", ["https://mill.example/wheels", "Something else"], ids=["grown", "another"])
def test_a_value_that_is_still_seen_from_its_head_stays_as_it_is_read(now: str) -> None:
    assert joined("https://mill.example/wheel", now) == now
