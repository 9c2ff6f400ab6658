"""What an agent put into a page proves nothing until the site took it and shows it again."""

import pytest

from tests.worker.execution.pages import TOOL, URL, saw, seeing, snapshot
from worker.execution.guard.sight import Sight

FORM = ('- textbox "Name" [ref=e4]: Jane Doe', '- button "Save" [ref=e5]', "- status: Welcome")
SAVED = ("- paragraph: Jane Doe", '- button "Edit" [ref=e6]')
JANE = {"target": "e4", "text": "Jane Doe"}


def does(sight: Sight, tool: str, **given: object) -> None:
    sight.begins(f"{TOOL}{tool}", given)
    sight.hear(f"{TOOL}{tool}", given, "", failed=False)


def looks(sight: Sight, *lines: str, url: str = URL) -> None:
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*lines, url=url), failed=False)


def having_typed(tool: str = "type", **given: object) -> Sight:
    sight = seeing(*FORM)
    does(sight, tool, **(given or JANE))
    return sight


def test_a_text_in_its_field_proves_nothing() -> None:
    sight = having_typed()
    looks(sight, *FORM)
    assert not saw(sight, "Jane Doe")
    assert saw(sight, "Welcome")


def test_a_preview_of_what_is_not_submitted_proves_nothing() -> None:
    sight = having_typed()
    looks(sight, *SAVED)
    assert not saw(sight, "Jane Doe")


def test_a_field_proves_nothing_on_the_same_page_also_after_a_click() -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, *FORM)
    assert not saw(sight, "Jane Doe")


def test_keys_pressed_one_by_one_are_typed_too() -> None:
    sight = having_typed("press_key", key="J")
    looks(sight, *FORM)
    assert not saw(sight, "Jane Doe")


def test_what_a_page_shows_outside_of_its_fields_after_it_was_submitted_was_seen() -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, *SAVED)
    assert saw(sight, "Jane Doe")


def test_what_the_site_filled_in_on_another_page_was_seen() -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, *FORM, url=f"{URL}/edit")
    assert saw(sight, "Jane Doe")


def test_what_the_site_filled_in_when_the_page_was_opened_anew_was_seen() -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    does(sight, "navigate", url=URL)
    looks(sight, *FORM)
    assert saw(sight, "Jane Doe")


def test_going_back_to_a_page_does_not_open_it_anew() -> None:
    sight = having_typed()
    does(sight, "navigate", url="https://orchard.test/")
    does(sight, "navigate_back")
    looks(sight, *FORM)
    assert not saw(sight, "Jane Doe")


def test_what_was_typed_into_a_page_that_nobody_had_looked_at_is_held_against_the_next_one() -> None:
    sight = Sight()
    does(sight, "type", **JANE)
    looks(sight, *FORM)
    assert not saw(sight, "Jane Doe")


@pytest.mark.parametrize("path", ["search?q=Jane+Doe", "search#Jane%20Doe", "Jane%20Doe"])
def test_an_address_that_the_agent_made_up_is_not_shown_by_the_site(path: str) -> None:
    url = f"https://orchard.test/{path}"
    sight = Sight()
    does(sight, "navigate", url=url)
    looks(sight, "- paragraph: Nothing found for Jane Doe", url=url)
    assert not saw(sight, "Jane Doe")


def test_an_address_of_the_plan_is_not_made_up() -> None:
    url = "https://orchard.test/customers/Jane-Doe"
    sight = Sight(planned_urls=[url])
    does(sight, "navigate", url=url)
    looks(sight, *SAVED, url=url)
    assert saw(sight, "Jane Doe")


def test_a_path_that_a_link_led_to_is_the_sites() -> None:
    sight = seeing(*FORM)
    does(sight, "click", target="e5")
    looks(sight, *SAVED, url="https://orchard.test/customers/Jane-Doe")
    assert saw(sight, "Jane Doe")
