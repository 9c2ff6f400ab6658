import pytest

from models.plan import Action
from playground.practice.finding import find, nearest_option
from playground.practice.snapshot import Element, Page


def make_page(*elements: tuple[str, str]) -> Page:
    numbered = enumerate(elements, start=1)
    return Page("", "", tuple(Element(role, name, {"ref": f"e{n}"}) for n, (role, name) in numbered))


def found(action: Action, label: str, *elements: tuple[str, str]) -> str | None:
    element = find(make_page(*elements), action, label)
    return element.ref if element else None


def test_the_exact_label_wins_over_one_with_the_same_words() -> None:
    assert found(Action.CLICK, "Save", ("button", "save…"), ("button", "Save")) == "e2"


def test_case_and_punctuation_do_not_matter() -> None:
    assert found(Action.TYPE, "Delivery date", ("textbox", "Delivery Date: *")) == "e1"


def test_a_space_that_was_overlooked_does_not_matter() -> None:
    assert found(Action.CLICK, "Signin", ("button", "Sign in with a key"), ("button", "Sign in")) == "e2"


def test_the_nearest_label_that_begins_alike_is_meant() -> None:
    assert found(Action.CLICK, "Save", ("button", "Save and close"), ("button", "Save order")) == "e2"


def test_a_letter_read_wrongly_still_finds_its_button() -> None:
    assert found(Action.CLICK, "Save 0rder", ("button", "Cancel"), ("button", "Save order")) == "e2"


def test_of_two_alike_the_first_on_the_page_is_meant() -> None:
    assert found(Action.CLICK, "Edit", ("button", "Edit"), ("button", "Edit")) == "e1"


def test_text_is_typed_only_into_fields() -> None:
    assert found(Action.TYPE, "Email", ("button", "Email"), ("textbox", "Email")) == "e2"


def test_a_link_is_clicked_rather_than_the_heading_above_it() -> None:
    assert found(Action.CLICK, "New order", ("heading", "New order"), ("link", "New order")) == "e2"


def test_anything_with_the_very_words_may_be_clicked() -> None:
    assert found(Action.CLICK, "Advanced", ("generic", "Advanced")) == "e1"


@pytest.mark.parametrize("label", ["Delete", "S", "", "…"])
def test_what_is_not_there_is_not_found(label: str) -> None:
    assert found(Action.CLICK, label, ("button", "Save order")) is None


def test_a_field_may_be_known_by_its_placeholder() -> None:
    field = Element("textbox", "", {"ref": "e1"}, placeholder="Search customers")

    assert find(Page("", "", (field,)), Action.TYPE, "Search customers") == field


def test_an_option_that_is_not_there_is_asked_for_as_it_was_shown() -> None:
    assert nearest_option(["Apples", "Pears"], "Bananas") == "Bananas"
