"""What a second reader is shown of what is too long to be shown whole."""

from worker.execution.outcome.end_state import bounded

MOST_OF_ALL = 72_000


def filler(count: int) -> list[str]:
    return [f"- paragraph: line {number} about nothing" for number in range(10_000, 10_000 + count)]


def test_what_is_short_is_shown_as_it_is() -> None:
    assert bounded(["one\ntwo", ""], ["Order 4711 was placed"]) == ["one\ntwo", ""]


def test_of_a_long_page_what_is_near_the_criteria_and_each_alert_stays() -> None:
    lines = filler(3000)
    lines[1200] = "- row: 4711"
    lines[2900] = "- alert: Enter a quantity"
    (cut,) = bounded(["\n".join(lines)], ["Order 4711 was placed"])
    kept = cut.split("\n")
    assert len(cut) <= 24_000
    assert {"- row: 4711", "- alert: Enter a quantity", lines[1199], lines[1201]} <= set(kept)
    assert kept[0] == "…"


def test_a_long_text_without_anything_telling_keeps_its_beginning() -> None:
    lines = filler(3000)
    (cut,) = bounded(["\n".join(lines)], ["All is well"])
    assert cut.startswith(lines[0])
    assert cut.endswith("…")


def test_altogether_the_first_and_the_newest_come_before_what_is_older() -> None:
    texts = bounded([str(number) * 23_000 for number in range(6)], ["It is done"])
    assert [bool(text) for text in texts] == [True, False, False, True, True, True]
    assert sum(map(len, texts)) <= MOST_OF_ALL


def test_a_single_endless_line_is_cut() -> None:
    (cut,) = bounded(["x" * 100_000], ["It is done"])
    assert 0 < len(cut) <= 24_000
