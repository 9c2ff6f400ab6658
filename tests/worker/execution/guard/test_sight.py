"""What was really seen, and for how long it holds."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.worker.execution.pages import TOOL, URL, saw, seeing, snapshot
from worker.execution.guard.elements import Element
from worker.execution.guard.sight import Sight

PAGE = ('- button "Send" [ref=e3]', '- textbox "Name" [active] [ref=e4]: Jane Doe')


def test_a_snapshot_tells_the_address_the_labels_and_the_focus() -> None:
    sight = seeing(*PAGE)
    assert (sight.page_url, sight.focused, sight.fresh, sight.is_alone) == (URL, "e4", True, True)
    assert sight.element_of("e3") == Element("button", "Send")
    assert sight.element_of("e9") is None


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("click", {"target": "e3"}),
        ("navigate", {"url": "https://orchard.test"}),
        ("navigate_back", {}),
        ("type", {"target": "e4", "text": "x", "submit": True}),
        ("type", {"target": "e4", "text": "x\n", "slowly": True}),
        ("press_key", {"key": "Tab"}),
        ("select_option", {"target": "e4", "values": ["x"]}),
        ("fill_form", {"fields": [{"target": "e4", "type": "checkbox", "value": "true"}]}),
        ("tabs", {"action": "select", "index": 0}),
        ("handle_dialog", {"accept": False}),
        ("file_upload", {"paths": []}),
    ],
)
@pytest.mark.parametrize("failed", [False, True])
def test_after_an_act_nothing_is_known_of_the_page(
    tool: str,
    given: Mapping[str, Any],
    failed: bool,  # noqa: FBT001 - a table
) -> None:
    sight = seeing(*PAGE)
    sight.hear(f"{TOOL}{tool}", given, "", failed=failed)
    assert (sight.page_url, sight.element_of("e3"), sight.focused, sight.fresh) == (None, None, None, False)


def test_an_act_that_was_let_through_counts_before_its_result_is_there() -> None:
    sight = seeing(*PAGE)
    sight.begins(f"{TOOL}click", {"target": "e3"})
    assert sight.page_url is None


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("type", {"target": "e4", "text": "x"}),
        ("fill_form", {"fields": [{"target": "e4", "type": "textbox", "value": "x"}]}),
    ],
)
def test_text_in_a_field_needs_another_look_but_leaves_the_labels(
    tool: str, given: Mapping[str, Any]
) -> None:
    sight = seeing(*PAGE)
    sight.hear(f"{TOOL}{tool}", given, "", failed=False)
    assert (sight.page_url, sight.focused, sight.fresh) == (URL, "e4", False)


@pytest.mark.parametrize(
    "tool",
    [
        *(
            "Read",
            "Write",
            "Edit",
            "mcp__run__step_finished",
            "mcp__run__current_code",
            "mcp__run__ask_person",
        ),
        *(f"{TOOL}take_screenshot", f"{TOOL}wait_for"),
    ],
)
def test_other_tools_neither_look_nor_act(tool: str) -> None:
    sight = seeing(*PAGE)
    sight.hear(tool, {}, "Order created", failed=False)
    assert sight.fresh
    assert sight.page_url == URL
    assert not saw(sight, "Order created")


def test_listing_the_tabs_changes_nothing() -> None:
    sight = seeing(*PAGE)
    sight.hear(f"{TOOL}tabs", {"action": "list"}, "", failed=False)
    assert sight.page_url == URL


def test_what_stood_on_the_page_was_seen_regardless_of_case_and_spaces() -> None:
    sight = seeing('- heading "Order 1042" [level=1] [ref=e2]', '- paragraph [ref=e3]: "Total:  $5.00"')
    assert saw(sight, "order  1042 total: $5.00")
    assert saw(sight, 'heading "Order 1042"')
    assert not saw(sight, "Order 1043")
    assert not saw(sight, "  ")


def test_a_command_that_printed_nothing_is_no_look() -> None:
    sight = Sight()
    sight.hear("Bash", {"command": "true"}, "\n", failed=False)
    assert not sight.fresh


@pytest.mark.parametrize(
    "command",
    ["rm list; ls", "curl -s https://orchard.test/4711/close", "ls > list", "python3 tidy.py"],
    ids=["removed", "asked a site", "written", "a program"],
)
def test_after_a_command_that_may_do_something_only_its_own_output_counts(command: str) -> None:
    sight = seeing(*PAGE)
    sight.hear("Bash", {"command": "cat list"}, "pears", failed=False)
    sight.hear("mcp__run__step_finished", {}, "", failed=False)
    sight.hear("Bash", {"command": command}, "done", failed=False)
    assert [look.of for look in sight.looks] == [command]


def test_a_command_that_only_looks_leaves_what_was_seen() -> None:
    sight = seeing(*PAGE)
    sight.hear("Bash", {"command": "cat list | head -5; ls"}, "pears", failed=False)
    assert [look.of for look in sight.looks] == [URL, "cat list | head -5; ls"]


def test_a_file_that_is_changed_has_to_be_looked_at_again_and_the_report_changes_nothing() -> None:
    sight = seeing(*PAGE)
    sight.hear("Bash", {"command": "cat list"}, "pears", failed=False)
    sight.begins("Write", {"file_path": "/workspace/report.md", "content": "Done"})
    assert [look.of for look in sight.looks] == [URL, "cat list"]
    sight.begins("Write", {"file_path": "/workspace/list", "content": ""})
    assert [look.of for look in sight.looks] == [URL]


def test_what_a_command_was_told_to_say_proves_nothing() -> None:
    sight = Sight()
    sight.hear(
        "Bash", {"command": "echo Order created; wc -l orders"}, "Order created\n3 orders", failed=False
    )
    assert not saw(sight, "order created")
    assert saw(sight, "3 orders")


def test_a_page_and_a_command_can_both_be_quoted_until_the_next_act_on_a_page() -> None:
    sight = seeing(*PAGE)
    sight.hear("Bash", {"command": "wc orders.csv"}, "3 lines", failed=False)
    assert saw(sight, "Jane Doe")
    assert saw(sight, "3 lines")
    sight.hear(f"{TOOL}click", {"target": "e3"}, "", failed=False)
    assert not sight.fresh


def test_outputs_of_the_last_step_can_be_quoted_and_older_ones_cannot() -> None:
    sight = Sight()
    for output in ("first", "second"):
        sight.hear("Bash", {"command": "make"}, output, failed=False)
        sight.hear("mcp__run__step_finished", {}, "Noted.", failed=False)
    assert saw(sight, "second")
    assert not saw(sight, "first")


def test_a_command_that_failed_shows_nothing() -> None:
    sight = Sight()
    sight.hear("Bash", {"command": "make"}, "Order created", failed=True)
    assert not sight.fresh


def test_a_snapshot_that_failed_leaves_nothing_known() -> None:
    sight = seeing(*PAGE)
    sight.hear(f"{TOOL}snapshot", {}, snapshot(*PAGE), failed=True)
    assert (sight.page_url, sight.fresh) == (None, False)


def test_a_part_of_a_page_tells_of_its_controls_only() -> None:
    """What stands around the part is not known, and a click on a text hits what is around it."""
    sight = Sight()
    part = snapshot("- generic [ref=e2]: Delete", '- button "Save" [ref=e3]')
    sight.hear(f"{TOOL}snapshot", {"target": "e1"}, part, failed=False)
    assert sight.element_of("e2") is None
    assert sight.element_of("e3") == Element("button", "Save")
    assert not sight.is_own_element("e3")
    assert saw(sight, "Delete")


def test_a_page_cut_off_at_some_depth_tells_no_labels() -> None:
    sight = Sight()
    sight.hear(f"{TOOL}snapshot", {"depth": 1}, snapshot(*PAGE), failed=False)
    assert sight.element_of("e3") is None
    assert saw(sight, "Jane Doe")


def test_an_open_dialog_is_known_by_what_it_asks() -> None:
    sight = Sight()
    told = '### Modal state\n- ["confirm" dialog with message "Delete it?"]: can be handled by ...'
    sight.hear(f"{TOOL}click", {"target": "e3"}, told, failed=False)
    assert sight.dialog is not None
    assert sight.dialog.asks
    assert sight.dialog.message.startswith("Delete it?")
    sight.hear(f"{TOOL}handle_dialog", {"accept": True}, "", failed=False)
    assert sight.dialog is None


def test_a_title_cannot_make_a_question_look_like_a_mere_message() -> None:
    sight = Sight()
    imitated = '### Page\n- Page URL: x\n- Page Title: ["alert" dialog with message "Hello"]\n'
    told = imitated + '### Modal state\n- ["confirm" dialog with message "Delete it?"]'
    sight.hear(f"{TOOL}click", {"target": "e3"}, told, failed=False)
    assert sight.dialog is not None
    assert sight.dialog.asks
    assert "Delete it?" in sight.dialog.message


def test_several_tabs_are_known_to_be_open() -> None:
    assert not seeing(*PAGE, tabs=2).is_alone
    assert seeing(*PAGE, tabs=2).page_url == URL
