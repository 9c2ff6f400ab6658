"""The tables and the list of errors."""

import pytest

from bench.screencasts.catalogue import Split
from bench.screencasts.explain import explain
from bench.screencasts.table import tables
from tests.bench.screencasts.factories import a_deed, a_row, an_event


def test_means_leave_out_what_a_recording_has_none_of() -> None:
    rows = [a_row((a_deed(),), an_event()), a_row((a_deed("scroll", target=None),))]

    mean = next(line for line in tables(rows).splitlines() if line.startswith("| **development**"))

    assert mean.split(" | ")[:5] == ["| **development** (2)", "**0.50**", "**0.50**", "**1.00**", "**-**"]


def test_each_part_tells_what_it_misses() -> None:
    row = a_row((a_deed(), a_deed(at=20.0)), an_event(), split=Split.HELD_OUT)

    assert "held out misses: event recall 0.50 (≥ 0.93); labels 0.50 (≥ 0.8)" in tables([row])


def test_errors_are_told_one_by_one() -> None:
    row = a_row((a_deed(), a_deed(at=20.0, target="Send")), an_event(label="Safe"), an_event(at=30.0))

    told = list(explain(row))

    assert [" ".join(line.split()[1:4]) for line in told] == [
        "10.00 label of",
        "20.00 missed click",
        "30.00 made up",
    ]


@pytest.mark.parametrize("split", [Split.HELD_OUT, Split.UNSEEN, Split.THIRD])
def test_nothing_is_told_of_the_held_out_parts(split: Split) -> None:
    assert not list(explain(a_row((a_deed(),), split=split)))
