"""Whether a page was opened anew is told by its references, and not by its address."""

import pytest

from tests.worker.execution.pages import TOOL, URL, saw, seeing, snapshot
from worker.execution.guard.sight import Sight

NAVIGATE = f"{TOOL}navigate"
JANE = "- paragraph [ref={}]: Jane Doe"


def having_put_in() -> Sight:
    """Return the sight of an agent that typed a name and sees it in the first document of a tab."""
    sight = seeing(JANE.format("e1"))
    sight.begins(f"{TOOL}type", {"target": "e4", "text": "Jane Doe"})
    look(sight, "e1")
    return sight


def go(sight: Sight, url: str = URL, *, failed: bool = False) -> None:
    sight.begins(NAVIGATE, {"url": url})
    sight.hear(NAVIGATE, {"url": url}, "", failed=failed)


def look(sight: Sight, ref: str) -> None:
    sight.hear(f"{TOOL}snapshot", {}, snapshot(JANE.format(ref)), failed=False)


def test_a_page_that_was_loaded_has_other_references() -> None:
    sight = having_put_in()
    go(sight)
    look(sight, "f1e1")
    assert saw(sight, "Jane Doe")


@pytest.mark.parametrize("url", [f"{URL}#top", f"{URL}/list.csv"], ids=["another place", "a download"])
def test_an_address_that_loads_no_page_opens_none_anew(url: str) -> None:
    sight = having_put_in()
    go(sight, url)
    look(sight, "e1")
    assert not saw(sight, "Jane Doe")


def test_a_page_that_could_not_be_opened_was_not() -> None:
    sight = having_put_in()
    go(sight, failed=True)
    look(sight, "f1e1")
    assert not saw(sight, "Jane Doe")


def test_another_place_of_a_page_that_nobody_has_looked_at_may_be_the_same_page() -> None:
    sight = having_put_in()
    sight.begins(f"{TOOL}click", {"target": "e5"})
    go(sight, f"{URL}#top")
    look(sight, "f1e1")
    assert not saw(sight, "Jane Doe")


def test_what_is_done_before_the_page_is_looked_at_may_lead_elsewhere_again() -> None:
    sight = having_put_in()
    go(sight)
    sight.begins(f"{TOOL}press_key", {"key": "Enter"})
    look(sight, "f1e1")
    assert not saw(sight, "Jane Doe")


def test_a_second_look_at_a_page_that_was_opened_anew_is_as_good_as_the_first() -> None:
    sight = having_put_in()
    go(sight)
    look(sight, "f1e1")
    look(sight, "f1e1")
    assert saw(sight, "Jane Doe")
