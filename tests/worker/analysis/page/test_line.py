import pytest

from worker.analysis.page.line import Line


def test_a_moment_lies_at_its_share_of_the_length() -> None:
    assert Line(40).at(5) == "12.50%"


def test_what_is_beyond_the_end_lies_at_the_end() -> None:
    assert Line(40).at(50) == "100.00%"


def test_what_took_no_time_can_still_be_seen() -> None:
    assert Line(40).width(5, 5) == "0.40%"


def test_a_video_of_unknown_length_is_a_line_all_the_same() -> None:
    line = Line(0)
    assert (line.at(5), list(line.labels())) == ("0.00%", [0])


@pytest.mark.parametrize(
    ("duration", "labels"),
    [(5, [0, 1, 2, 3, 4]), (61, [0, 10, 20, 30, 40, 50]), (1800, list(range(0, 1800, 300)))],
)
def test_labels_are_round_and_few(duration: float, labels: list[int]) -> None:
    assert list(Line(duration).labels()) == labels
