"""What was seen holds until something is done; to open a page by its address does nothing."""

from tests.worker.execution.pages import TOOL, URL, seeing, snapshot
from worker.execution.guard.sight import Sight

SAVED, LISTED, HOME = "- status: Customer 104 was saved", "- cell: Jane Doe", "- heading: Welcome"


def does(sight: Sight, tool: str, **given: object) -> None:
    sight.begins(f"{TOOL}{tool}", given)
    sight.hear(f"{TOOL}{tool}", given, "", failed=False)


def opens(sight: Sight, url: str, line: str) -> None:
    does(sight, "navigate", url=url)
    sight.hear(f"{TOOL}snapshot", {}, snapshot(line, url=url), failed=False)


def test_what_was_confirmed_before_a_page_was_opened_still_holds_and_the_newest_page_comes_first() -> None:
    sight = seeing(SAVED)
    opens(sight, f"{URL}/list", LISTED)
    assert [look.of for look in sight.looks] == [f"{URL}/list", URL]


def test_a_page_that_was_opened_has_to_be_looked_at_all_the_same() -> None:
    sight = seeing(SAVED)
    does(sight, "navigate", url=f"{URL}/list")
    assert not sight.fresh


def test_once_anything_is_done_pages_that_were_seen_before_do_not_count() -> None:
    sight = seeing(SAVED)
    opens(sight, f"{URL}/list", LISTED)
    does(sight, "click", target="e1")
    sight.hear(f"{TOOL}snapshot", {}, snapshot(LISTED), failed=False)
    assert [look.of for look in sight.looks] == [URL]


def test_an_address_that_looks_as_if_it_did_something_leaves_nothing_of_before() -> None:
    sight = seeing(SAVED)
    opens(sight, "https://orchard.test/delete?id=7", HOME)
    assert [look.of for look in sight.looks] == ["https://orchard.test/delete?id=7"]


def test_only_the_last_pages_are_kept() -> None:
    sight = seeing(SAVED)
    for number in range(5):
        opens(sight, f"{URL}/{number}", LISTED)
    assert [look.of for look in sight.looks] == [f"{URL}/4", f"{URL}/3", f"{URL}/2"]
