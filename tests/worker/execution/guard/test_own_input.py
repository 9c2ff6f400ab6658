"""What an agent put into a page proves nothing until one was opened anew and shows it."""

import pytest

from tests.worker.execution.pages import TOOL, URL, saw, seeing, snapshot
from worker.execution.guard.sight import Sight

FORM = ('- textbox "Name" [ref=e4]: Jane Doe', '- button "Save" [ref=e5]', "- status: Welcome")
SAVED = ("- paragraph: Jane Doe", '- button "Edit" [ref=e6]')
JANE = {"target": "e4", "text": "Jane Doe"}


def does(sight: Sight, tool: str, **given: object) -> None:
    sight.begins(f"{TOOL}{tool}", given)
    sight.hear(f"{TOOL}{tool}", given, "", failed=False)


def looks(sight: Sight, *lines: str, url: str = URL, document: str = "") -> None:
    """Let the agent look at a page; the server writes the number of each further document before its refs."""
    written = snapshot(*lines, url=url).replace("[ref=", f"[ref={document}")
    sight.hear(f"{TOOL}snapshot", {}, written, failed=False)


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


@pytest.mark.parametrize("document", ["", "f1"], ids=["in the same page", "in the next one"])
def test_what_a_page_repeats_after_a_click_proves_nothing(document: str) -> None:
    """Be it an order that is still to be placed, a preview, or what a search was asked for."""
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, *SAVED, document=document)
    assert not saw(sight, "Jane Doe")
    assert saw(sight, "Edit")


def test_what_the_site_says_itself_after_a_click_was_seen() -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, "- status: Jane Doe was saved as customer 104", document="f1")
    assert saw(sight, "Jane Doe was saved as customer 104")


@pytest.mark.parametrize("page", [SAVED, FORM], ids=["as a text", "in a field that the site filled in"])
def test_what_a_page_shows_that_was_opened_anew_was_seen(page: tuple[str, ...]) -> None:
    sight = having_typed()
    does(sight, "click", target="e5")
    looks(sight, *SAVED, document="f1")
    does(sight, "navigate", url=URL)
    looks(sight, *page, document="f2")
    assert saw(sight, "Jane Doe")


def test_what_is_put_in_after_a_page_was_opened_anew_proves_nothing_again() -> None:
    sight = having_typed()
    does(sight, "navigate", url=URL)
    looks(sight, *FORM, document="f1")
    does(sight, "type", target="f1e4", text="Joan Roe")
    does(sight, "click", target="f1e5")
    looks(sight, "- paragraph: Joan Roe, once Jane Doe", document="f1")
    assert not saw(sight, "Joan Roe")
    assert saw(sight, "Jane Doe")


@pytest.mark.parametrize(
    ("tool", "given"),
    [("navigate_back", {}), ("tabs", {"action": "select", "index": 0})],
    ids=["back", "another tab"],
)
def test_a_page_that_was_left_may_still_show_what_was_put_in(tool: str, given: dict[str, object]) -> None:
    sight = having_typed()
    does(sight, "navigate", url="https://orchard.test/")
    looks(sight, "- button [ref=e1]", url="https://orchard.test/", document="f1")
    does(sight, tool, **given)
    looks(sight, *SAVED)
    assert not saw(sight, "Jane Doe")


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("select_option", {"target": "e7", "values": ["Shipped"]}),
        ("select_option", {"target": "e7", "values": ["2"]}),
        ("fill_form", {"fields": [{"target": "e7", "type": "combobox", "value": "Shipped"}]}),
        ("click", {"target": "e9"}),
        ("file_upload", {"paths": ["/workspace/shipped"]}),
        ("handle_dialog", {"accept": True, "promptText": "Shipped"}),
    ],
    ids=["chosen", "chosen by a value of the page", "in a form", "clicked", "a file", "said to a dialog"],
)
def test_what_is_chosen_is_put_in_like_what_is_typed(tool: str, given: dict[str, object]) -> None:
    sight = seeing(
        '- combobox "State" [ref=e7]:', '  - option "New" [ref=e8]', '  - option "Shipped" [ref=e9]'
    )
    does(sight, tool, **given)
    looks(sight, "- paragraph: Shipped")
    assert not saw(sight, "Shipped")


def test_keys_that_are_pressed_make_up_a_word() -> None:
    sight = seeing(*SAVED)
    for key in "Jane":
        does(sight, "press_key", key=key)
    looks(sight, "- paragraph: Jane")
    assert not saw(sight, "Jane")


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift+J", "a", "n", "e", "Space", "1"],
        ["Shift+J", "a", "Shift", "n", "e", "Space", "1"],
    ],
    ids=["held", "and released"],
)
def test_a_key_that_is_held_and_a_space_leave_a_word_together(keys: list[str]) -> None:
    sight = seeing(*SAVED)
    for key in keys:
        does(sight, "press_key", key=key)
    looks(sight, "- paragraph: Jane 1")
    assert not saw(sight, "Jane")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('- checkbox "Gift wrapping" [ref=e7]', "Gift wrapping"),
        ("- generic [ref=e7] [cursor=pointer]: Express", "Express"),
        ("- listitem [ref=e7]: Shipped", "Shipped"),
    ],
    ids=["a tick", "a label", "an entry of a list"],
)
def test_what_is_clicked_may_be_chosen_by_it(line: str, words: str) -> None:
    sight = seeing(line)
    does(sight, "click", target="e7")
    looks(sight, f"- paragraph: {words}")
    assert not saw(sight, words)


@pytest.mark.parametrize("role", ["button", "link", "menuitem", "tab"])
def test_what_a_button_link_tab_or_menu_leads_to_is_the_sites(role: str) -> None:
    sight = seeing(f'- {role} "Shipped" [ref=e7]')
    does(sight, "click", target="e7")
    looks(sight, "- paragraph: Shipped")
    assert saw(sight, "Shipped")


def test_what_a_form_is_filled_in_with_may_be_ticks() -> None:
    sight = seeing('- checkbox "Gift wrapping" [ref=e7]')
    does(sight, "fill_form", fields=[{"target": "e7", "type": "checkbox", "value": "true"}])
    looks(sight, "- paragraph: Gift wrapping")
    assert not saw(sight, "Gift wrapping")


BOXES = '- spinbutton "Boxes" [ref=e7]: "12"'


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ((BOXES,), "12 boxes"),
        (('- combobox "State" [ref=e7]:', '  - option "Shipped" [selected] [ref=e8]'), "Shipped"),
        (('- radio "Express" [checked] [ref=e7]',), "Express"),
    ],
    ids=["a number", "a list", "a tick"],
)
def test_what_stands_in_fields_after_keys_were_pressed_may_be_put_in_by_them(
    page: tuple[str, ...], words: str
) -> None:
    sight = seeing('- button "Next" [ref=e5]')
    does(sight, "press_key", key="ArrowUp")
    looks(sight, *page)
    does(sight, "click", target="e5")
    looks(sight, f"- paragraph: {words}")
    assert sight.looks[0].put_in.holds(words)


def test_a_key_in_a_list_may_choose_any_of_its_options() -> None:
    sight = seeing('- combobox "State" [active] [ref=e7]:', '  - option "Shipped" [ref=e8]')
    does(sight, "press_key", key="ArrowDown")
    looks(sight, "- paragraph: Shipped")
    assert not saw(sight, "Shipped")


def test_what_stands_in_fields_that_nobody_touched_is_the_sites() -> None:
    sight = seeing(BOXES, '- button "Next" [ref=e5]')
    does(sight, "click", target="e5")
    looks(sight, BOXES)
    assert not sight.looks[0].put_in.holds("12")


def test_what_is_pasted_may_be_anything_that_was_put_in_before() -> None:
    sight = having_typed()
    does(sight, "navigate", url=URL)
    looks(sight, *FORM, document="f1")
    does(sight, "press_key", key="Control+v")
    looks(sight, "- paragraph: Jane Doe", document="f1")
    assert not saw(sight, "Jane Doe")


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


@pytest.mark.parametrize("role", ["button", "cell", "gridcell", "link"])
@pytest.mark.parametrize("label", ["24", "Thursday, December 24, 2026"])
def test_a_day_of_a_calendar_is_chosen_by_a_click_whatever_it_is(role: str, label: str) -> None:
    sight = seeing(f'- {role} "{label}" [ref=e7]')
    does(sight, "click", target="e7")
    looks(sight, "- paragraph: To be made on 24 December 2026")
    assert sight.looks[0].put_in.holds("24 December 2026")


ORDERS = "/workspace/orders.csv"
ROWS = "order,status\n4711,Shipped\n"


@pytest.mark.parametrize(
    "made_by",
    [
        [("Write", {"file_path": ORDERS, "content": ROWS})],
        [("Edit", {"file_path": ORDERS, "new_string": ROWS})],
        [("Bash", {"command": "printf 'order,status\\n4711,Shipped' > orders.csv"})],
        [
            ("Write", {"file_path": "/workspace/make.py", "content": "print('4711', 'Shipped')"}),
            ("Bash", {"command": "python make.py > orders.csv"}),
        ],
    ],
    ids=["written", "changed", "printed", "by a program"],
)
def test_what_stands_in_a_file_of_the_agents_is_put_in_by_its_upload(
    made_by: list[tuple[str, dict[str, str]]],
) -> None:
    sight = seeing(*FORM)
    for tool, given in made_by:
        sight.begins(tool, given)
    does(sight, "file_upload", paths=[ORDERS])
    looks(sight, '- row "4711 Shipped" [ref=e7]', "- status: 12 orders were imported")
    assert not saw(sight, "4711 Shipped")
    assert sight.looks[0].put_in.holds("Order 4711: Shipped")
    assert saw(sight, "12 orders were imported")


def test_what_stands_in_a_file_that_was_there_before_is_not_the_agents() -> None:
    sight = seeing(*FORM)
    sight.begins("Write", {"file_path": "/workspace/other.csv", "content": ROWS})
    does(sight, "file_upload", paths=[ORDERS])
    looks(sight, '- row "4711 Shipped" [ref=e7]')
    assert saw(sight, "4711 Shipped")


def test_of_a_file_that_is_too_long_anything_may_be_put_in_until_a_page_is_opened_anew() -> None:
    sight = seeing(*FORM)
    sight.begins("Write", {"file_path": ORDERS, "content": "\n".join(map(str, range(6000)))})
    does(sight, "file_upload", paths=[ORDERS])
    looks(sight, *SAVED)
    assert not saw(sight, "Jane Doe")
    does(sight, "navigate", url=URL)
    looks(sight, *SAVED, document="f1")
    assert saw(sight, "Jane Doe")
