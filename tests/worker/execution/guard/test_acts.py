"""What is an act at all: keys, texts, addresses, commands and dialogs."""

from typing import Any

import pytest

from models.plan import Action, Step
from models.video import ApprovalPolicy
from tests.worker.execution.guard.judging import (
    ALLOWED,
    ASKED,
    DENIED,
    PAGE,
    click,
    judged,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.judgement import JudgementKind
from worker.execution.guard.sight import Sight

LOOKING = (Step(number=1, instruction="Look at it", action=Action.OTHER),)


@pytest.mark.parametrize("key", ["Enter", "Control+Enter", " ", "Space", "NumpadEnter", "\n"])
def test_a_press_on_what_has_the_focus_is_like_a_click_on_it(key: str) -> None:
    focused = seeing('- button "Delete all" [active] [ref=e3]')
    assert judged(policy_of(sight=focused), "press_key", {"key": key}, 1).kind is ASKED
    assert judged(policy_of(sight=seeing(*PAGE)), "press_key", {"key": key}, 1).kind is DENIED


def test_other_keys_press_nothing() -> None:
    assert judged(policy_of(), "press_key", {"key": "Escape"}, 1).kind is ALLOWED


SEARCH = ("- search [ref=e20]:", '  - searchbox "Find" [ref=e21]', '  - button "Go" [ref=e22]', *PAGE)


def test_enter_in_a_search_field_searches() -> None:
    sight = seeing(*SEARCH)
    sight.hear(f"{TOOL}type", {"target": "e21", "text": "pears"}, "", failed=False)
    assert judged(policy_of(sight=sight), "press_key", {"key": "Enter"}, 1).kind is ALLOWED


@pytest.mark.parametrize("kind", ApprovalPolicy)
def test_enter_in_a_field_may_press_the_button_of_a_flagged_step(kind: ApprovalPolicy) -> None:
    given = {"target": "e4", "text": "Hello", "submit": True}
    asked = judged(policy_of(kind), "type", given, 2)
    assert (asked.kind, asked.step) == (ASKED, 3)
    pressed = "press “Enter” in “Message” after “Hello” (which may press “Send”, “Delete all”, "
    assert pressed in asked.prompt


@pytest.mark.parametrize("more", [{}, {"submit": True}], ids=["typed", "submitted"])
def test_a_text_is_typed_only_into_a_field_that_was_seen(more: dict[str, Any]) -> None:
    given = {"target": "#amount", "text": "900", **more}
    assert judged(policy_of(), "type", given, 1).kind is DENIED


def test_a_flagged_box_is_unticked_by_a_form_only_after_a_yes() -> None:
    step = Step(
        number=1, instruction="Switch it off", action=Action.UNCHECK, target="Backup", irreversible=True
    )
    given = {"fields": [{"target": "e5", "type": "checkbox", "value": "false"}]}
    assert judged(policy_of(steps=(step,)), "fill_form", given, 1).kind is ASKED


@pytest.mark.parametrize("more", [{"submit": True}, {"slowly": True, "text": "Hello\n"}])
def test_submitting_a_text_in_a_flagged_step_is_its_act(more: dict[str, Any]) -> None:
    given = {"target": "e21", "text": "Hello", **more}
    assert judged(policy_of(sight=seeing(*SEARCH)), "type", given, 3).kind is ASKED
    assert judged(policy_of(sight=seeing(*SEARCH)), "type", given, 2).kind is ALLOWED


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("type", {"target": "e4", "text": "Hello"}),
        ("navigate", {"url": "https://orchard.test/messages"}),
        ("press_key", {"key": "Tab"}),
        ("click", {"target": "e4"}),
        ("snapshot", {}),
        ("handle_dialog", {"accept": False}),
    ],
)
def test_preparing_a_flagged_step_needs_nobody(tool: str, given: dict[str, Any]) -> None:
    assert judged(policy_of(), tool, given, 3).kind is ALLOWED


def test_opening_an_address_is_the_act_of_a_step_that_consists_in_it() -> None:
    leave = Step(number=1, instruction="Open the link", action=Action.NAVIGATE, irreversible=True)
    policy = policy_of(steps=(leave,))
    assert judged(policy, "navigate", {"url": "https://orchard.test/leave"}, 1).kind is ASKED


def test_a_planned_command_is_asked_about_at_any_step() -> None:
    asked = judged(policy_of(), "Bash", {"command": "cd site && git  push origin"}, 1)
    assert (asked.kind, asked.step) == (ASKED, 4)
    assert "step 4 of the plan" in asked.prompt


@pytest.mark.parametrize(
    "command",
    ["make site", "echo x > a", "ls && ./ship", "cat $(ship)", "echo `ship`", "ls & ship", "cat <(ship)"],
)
def test_any_command_in_a_flagged_step_that_does_more_than_look_is_an_act(command: str) -> None:
    asked = judged(policy_of(), "Bash", {"command": command}, 4)
    assert (asked.kind, asked.step) == (ASKED, 4)


@pytest.mark.parametrize("command", ["ls -l", "cat a.txt | head -3", "cd site && ls", "echo done; pwd"])
def test_a_look_by_the_shell_in_a_flagged_step_needs_nobody(command: str) -> None:
    assert judged(policy_of(), "Bash", {"command": command}, 4).kind is ALLOWED


@pytest.mark.parametrize("kind", ApprovalPolicy)
def test_a_command_that_changes_something_elsewhere_unplanned_is_asked_about(kind: ApprovalPolicy) -> None:
    policy = policy_of(kind, begun=frozenset({3, 4}))
    asked = judged(policy, "Bash", {"command": "curl -X DELETE https://orchard.test/7"}, 5)
    assert (asked.kind, asked.step) == (ASKED, 5)
    assert judged(policy, "Bash", {"command": "ls"}, 5).kind is ALLOWED


@pytest.mark.parametrize(
    ("tool", "written"),
    [("Write", "content"), ("Edit", "new_string")],
    ids=["written", "edited"],
)
def test_a_script_of_the_agents_own_is_judged_by_what_stands_in_it(tool: str, written: str) -> None:
    sight = seeing(*PAGE)
    sight.begins(tool, {"file_path": "/workspace/go.sh", written: "curl -d @a https://orchard.test/"})
    policy = policy_of(sight=sight)
    asked = judged(policy, "Bash", {"command": "sh ./go.sh"}, 1)
    assert asked.kind is ASKED
    assert "run “sh ./go.sh”, which may run what it wrote itself: “curl -d @a" in asked.prompt
    assert judged(policy, "Bash", {"command": "cat go.sh"}, 1).kind is ALLOWED
    assert judged(policy, "Bash", {"command": "mkdir site"}, 1).kind is ALLOWED


def test_a_word_that_is_searched_for_is_not_done() -> None:
    given = {"command": "grep -rn 'git push' notes | head -3"}
    assert judged(policy_of(), "Bash", given, 1).kind is ALLOWED


@pytest.mark.parametrize(
    ("question", "kind"), [("Delete all customers?", ASKED), ("Leave this page?", ALLOWED)]
)
def test_a_dialog_is_read_before_it_is_accepted(question: str, kind: JudgementKind) -> None:
    sight = Sight()
    told = f'### Modal state\n- ["confirm" dialog with message "{question}"]'
    sight.hear(f"{TOOL}click", {"target": "e1"}, told, failed=False)
    assert judged(policy_of(sight=sight), "handle_dialog", {"accept": True}, 1).kind is kind


SAYING = 'dialog with message "'
HANDLED = '"]: can be handled by browser_handle_dialog'


@pytest.mark.parametrize("kind", ["confirm", "prompt"])
def test_what_a_dialog_asks_too_far_on_is_asked_about(kind: str) -> None:
    sight = Sight()
    message = f"Please read. {'word ' * 420} Delete it?"
    sight.hear(f"{TOOL}click", {"target": "e1"}, f'- ["{kind}" {SAYING}{message}{HANDLED}', failed=False)
    asked = judged(policy_of(sight=sight), "handle_dialog", {"accept": True}, 3)
    assert asked.kind is ASKED
    assert "word wo”, and to more, which is too long to be read." in asked.prompt


def test_a_question_quotes_the_dialog_and_not_what_the_server_says_of_it() -> None:
    sight = Sight()
    said = f"Delete it?{HANDLED}. Really?"
    sight.hear(f"{TOOL}click", {"target": "e1"}, f'- ["confirm" {SAYING}{said}{HANDLED}\n', failed=False)
    asked = judged(policy_of(sight=sight), "handle_dialog", {"accept": True}, 1)
    assert f"say yes to “{said}”." in asked.prompt


@pytest.mark.parametrize(
    ("question", "kind"), [("Send it now?", ALLOWED), ("Delete the draft and send?", ASKED)]
)
def test_the_dialog_of_an_approved_deed_is_part_of_it_if_it_promises_no_more(
    question: str, kind: JudgementKind
) -> None:
    sight = seeing(*PAGE)
    policy = policy_of(sight=sight)
    asked = judged(policy, *click("e2"), 3)
    policy.approve(asked)
    policy.begins(f"{TOOL}click", {"target": "e2"}, asked)
    told = f'### Modal state\n- ["confirm" dialog with message "{question}"]'
    sight.hear(f"{TOOL}click", {"target": "e2"}, told, failed=False)
    assert judged(policy, "handle_dialog", {"accept": True}, 3).kind is kind


@pytest.mark.parametrize("tool", ["Read", "Write", "Edit", "mcp__run__run_finished", "mcp__run__ask_person"])
def test_tools_that_touch_nothing_outside_need_nobody(tool: str) -> None:
    assert policy_of().judge(tool, {}, 3).kind is ALLOWED


@pytest.mark.parametrize(
    "line",
    [
        '- switch "Publish this page to the web" [ref=e1]',
        '- tab "Delete account" [ref=e1]',
        '- link "Permanently delete my account and all data" [ref=e1]',
        "- generic [ref=e1] [cursor=pointer]: Yes, permanently delete my account and all data",
        '- menuitem "Bulk delete" [ref=e1]',
    ],
    ids=["switch", "tab", "long link", "long text", "item"],
)
def test_whatever_says_that_it_deletes_or_publishes_does_so(line: str) -> None:
    assert judged(policy_of(sight=seeing(line), steps=LOOKING), *click("e1"), 1).kind is ASKED


@pytest.mark.parametrize(
    "line",
    [
        '- checkbox "Publish this page to the web" [ref=e1]',
        '- switch "Show deleted items" [ref=e1]',
        '- tab "Delete account settings" [ref=e1]',
        '- tab "Payments" [ref=e1]',
        '- link "Trash" [ref=e1]',
        '- link "Send me the report by Friday at noon please" [ref=e1]',
        "- generic [ref=e1] [cursor=pointer]: Ana Please delete the old orders before Friday",
    ],
)
def test_ticks_pages_about_deeds_and_subjects_need_nobody(line: str) -> None:
    assert judged(policy_of(sight=seeing(line), steps=LOOKING), *click("e1"), 1).kind is ALLOWED


def test_a_switch_in_a_form_acts_at_once_and_a_tick_does_not() -> None:
    sight = seeing('- switch "Publish to the web" [ref=e1]', '- checkbox "Publish to the web" [ref=e2]')
    policy = policy_of(sight=sight, steps=LOOKING)
    for target, kind in (("e1", ASKED), ("e2", ALLOWED)):
        given = {"fields": [{"target": target, "type": "checkbox", "value": "true"}]}
        assert judged(policy, "fill_form", given, 1).kind is kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Choose a photo to publish at once", ASKED),
        ("Choose a photo to post at once", ASKED),
        ("Send file", ASKED),
        ("Choose a photo", ALLOWED),
        ("Attach a receipt", ALLOWED),
    ],
)
def test_a_file_is_uploaded_by_what_the_control_says_that_asked_for_it(
    label: str, kind: JudgementKind
) -> None:
    sight = seeing(f'- button "{label}" [ref=e1]')
    sight.begins(f"{TOOL}click", {"target": "e1"})
    upload = judged(policy_of(sight=sight, steps=LOOKING), "file_upload", {"paths": ["/workspace/a.png"]}, 1)
    assert upload.kind is kind
    assert kind is ALLOWED or f"upload “a.png” through “{label}”" in upload.prompt


def test_to_choose_no_file_needs_nobody() -> None:
    sight = seeing('- button "Choose a photo to publish at once" [ref=e1]')
    sight.begins(f"{TOOL}click", {"target": "e1"})
    assert judged(policy_of(sight=sight, steps=LOOKING), "file_upload", {}, 1).kind is ALLOWED


def test_another_click_asks_for_no_file() -> None:
    sight = seeing('- button "Send file" [ref=e1]', '- button "Add" [ref=e2]')
    sight.begins(f"{TOOL}click", {"target": "e1"})
    sight.hear(f"{TOOL}snapshot", {}, snapshot('- button "Add" [ref=e2]'), failed=False)
    sight.begins(f"{TOOL}click", {"target": "e2"})
    policy = policy_of(sight=sight, steps=LOOKING)
    assert judged(policy, "file_upload", {"paths": ["/workspace/a.png"]}, 1).kind is ALLOWED
