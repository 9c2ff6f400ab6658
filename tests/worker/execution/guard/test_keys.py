"""Keys press things as clicks do: what they may set off is judged, whatever the keyboard is on."""

from typing import Any

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import ALLOWED, ASKED, DENIED, PAGE, judged, policy_of
from tests.worker.execution.pages import seeing

MENU = (
    '- menu "Options" [active] [ref=e1]:',
    '  - menuitem "Edit" [ref=e2]',
    '  - menuitem "Delete customer" [ref=e3]',
)
SUGGESTING = (
    '- combobox "Command" [expanded] [active] [ref=e1]',
    "- listbox [ref=e2]:",
    '  - option "Show" [ref=e3]',
    '  - option "Delete customer" [ref=e4]',
)
NATIVE_LIST = (
    '- combobox "Act" [active] [ref=e1]:',
    '  - option "None" [selected]',
    '  - option "Delete all"',
    '- textbox "Note" [ref=e2]',
)
CLOSED_LIST = (NATIVE_LIST[0].replace("[active] ", ""), *NATIVE_LIST[1:3])
TEXT = ('- textbox "Note" [active] [ref=e1]', '- button "Delete account" [ref=e2]')
EVERY_KEY = ["Enter", "Space", "ArrowDown", "ArrowUp", "Home", "End", "PageDown", "PageUp", "d", "Shift+D"]
EDITING = [
    *("a", "Shift+A", "Space", " ", "+", "Backspace", "Delete", "ArrowDown", "Home", "Shift+End"),
    *("Control+a", "Meta+V", "Control+Shift+ArrowLeft", "ControlOrMeta+z"),
]
LOOKING = Step(number=1, instruction="Look at it", action=Action.OTHER)


def pressed(key: str, *page: str) -> str:
    policy = policy_of(ApprovalPolicy.UNATTENDED, sight=seeing(*page), steps=(LOOKING,))
    return judged(policy, "press_key", {"key": key}, 1).kind


def typed(*page: str, **given: Any) -> str:
    policy = policy_of(ApprovalPolicy.UNATTENDED, sight=seeing(*page), steps=(LOOKING,))
    return judged(policy, "type", given, 1).kind


@pytest.mark.parametrize("key", EVERY_KEY)
def test_any_key_in_a_menu_may_choose_any_of_its_items(key: str) -> None:
    assert pressed(key, *MENU) == ASKED


@pytest.mark.parametrize("key", EVERY_KEY)
def test_any_key_in_a_list_may_choose_any_of_its_options(key: str) -> None:
    assert pressed(key, *NATIVE_LIST) == ASKED


@pytest.mark.parametrize("key", ["Delete", "#", "F8", "Control+d"])
def test_a_page_may_tie_any_key_to_any_button(key: str) -> None:
    assert pressed(key, "- generic [active] [ref=e1]:", '  - button "Delete account" [ref=e2]') == ASKED


def test_enter_below_a_field_may_choose_what_hangs_there() -> None:
    assert pressed("Enter", *SUGGESTING) == ASKED
    assert pressed("ArrowDown", *SUGGESTING) == ALLOWED


def test_enter_in_a_search_field_may_choose_what_hangs_there() -> None:
    search = SUGGESTING[0].replace("combobox", "searchbox")
    assert pressed("Enter", search, *SUGGESTING[1:]) == ASKED


def test_enter_in_a_field_chooses_from_no_closed_list_beside_it() -> None:
    assert pressed("Enter", '- textbox "Note" [active] [ref=e9]', *CLOSED_LIST) == ALLOWED


@pytest.mark.parametrize("key", EDITING)
def test_editing_a_text_needs_nobody(key: str) -> None:
    assert pressed(key, *TEXT) == ALLOWED


@pytest.mark.parametrize("key", ["Alt+d", "Control+d", "F8", "Enter", "Control+Enter"])
def test_other_keys_in_a_text_field_may_press_any_button(key: str) -> None:
    assert pressed(key, *TEXT) == ASKED


@pytest.mark.parametrize("key", ["Escape", "Tab", "Shift+Tab"])
@pytest.mark.parametrize("page", [MENU, NATIVE_LIST, TEXT], ids=["menu", "list", "text"])
def test_leaving_needs_nobody(key: str, page: tuple[str, ...]) -> None:
    assert pressed(key, *page) == ALLOWED


@pytest.mark.parametrize("key", ["ArrowDown", "d", "Delete"])
def test_a_key_on_nobody_knows_what_is_refused(key: str) -> None:
    assert pressed(key, *PAGE) == DENIED


def test_a_key_belongs_to_the_flagged_step_whose_item_it_may_choose() -> None:
    flagged = Step(number=1, instruction="Go on", action=Action.CLICK, target="Edit", irreversible=True)
    asked = judged(policy_of(sight=seeing(*MENU[:2]), steps=(flagged,)), "press_key", {"key": "ArrowDown"}, 1)
    assert (asked.kind, asked.step) == (ASKED, 1)
    assert "press “ArrowDown” in “Options” (which may press “Edit”)" in asked.prompt


def test_letters_typed_into_a_list_choose_from_it() -> None:
    assert typed(*NATIVE_LIST, target="e1", text="D", slowly=True) == ASKED
    assert typed(*NATIVE_LIST, target="e2", text="D", slowly=True) == ALLOWED


@pytest.mark.parametrize("target", ["e1", "e2", "e3", "e5", "e6", "e7", "e9", "button", "text=Send", ""])
def test_text_is_typed_into_text_fields_only(target: str) -> None:
    assert typed(*PAGE, target=target, text=" ", slowly=True) == DENIED


@pytest.mark.parametrize("role", ["textbox", "searchbox", "combobox", "spinbutton"])
def test_text_is_typed_into_every_kind_of_text_field(role: str) -> None:
    assert typed(f'- {role} "Note" [ref=e1]', target="e1", text="Hello") == ALLOWED


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [("textbox", "e4"), ("checkbox", "e5"), ("slider", "e20"), ("radio", "e21"), ("combobox", "e22")],
)
def test_a_form_is_filled_in_only_where_the_page_has_such_a_field(kind: str, fitting: str) -> None:
    more = ('- slider "Size" [ref=e20]', '- radio "Red" [ref=e21]', '- combobox "Colour" [ref=e22]')
    for target in ("e1", "e3", "#amount", fitting):
        given = {"fields": [{"name": "It", "type": kind, "target": target, "value": "true"}]}
        judgement = judged(policy_of(sight=seeing(*PAGE, *more)), "fill_form", given, 1)
        assert judgement.kind is (ALLOWED if target == fitting else DENIED)


@pytest.mark.parametrize("key", ["Delete", "Backspace", "Shift+Delete", "Meta+Backspace"])
@pytest.mark.parametrize(
    "page",
    [
        ('- listbox "Files" [active] [ref=e1]:', '  - option "Contract.pdf" [selected] [ref=e2]'),
        ("- generic [active] [ref=e1]: Inbox",),
        ('- button "Open" [active] [ref=e1]',),
    ],
    ids=["list", "page", "button"],
)
def test_what_is_selected_is_deleted_only_after_a_yes(key: str, page: tuple[str, ...]) -> None:
    assert pressed(key, *page) == ASKED


def test_a_question_about_a_deleting_key_tells_what_is_selected() -> None:
    page = ('- listbox "Files" [active] [ref=e1]:', '  - option "Contract.pdf" [selected] [ref=e2]')
    asked = judged(policy_of(sight=seeing(*page), steps=(LOOKING,)), "press_key", {"key": "Delete"}, 1)
    assert "press “Delete” in “Files”" in asked.prompt
    assert "“Files”: “Contract.pdf”" in asked.prompt
