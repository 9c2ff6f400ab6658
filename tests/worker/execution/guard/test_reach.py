"""What no plan asks for and no approval allows."""

import pytest

from tests.worker.execution.guard.judging import (
    ALLOWED,
    DENIED,
    PAGE,
    click,
    judged,
    policy_of,
)
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.judgement import Judgement, JudgementKind


@pytest.mark.parametrize("target", ["button.delete", "text=Next", "e99", "", "role=button[name=Next]"])
def test_a_click_on_something_unseen_is_refused(target: str) -> None:
    refused = judged(policy_of(), "click", {"target": target}, 1)
    assert refused.kind is DENIED
    assert "browser_snapshot" in refused.reason


def test_a_click_is_judged_by_a_look_after_the_last_act() -> None:
    policy = policy_of()
    policy.begins(f"{TOOL}click", {"target": "e1"}, Judgement(ALLOWED))
    assert judged(policy, *click("e1"), 1).kind is DENIED


def test_a_click_into_the_middle_of_several_things_is_refused() -> None:
    refused = judged(policy_of(), *click("e7"), 1)
    assert refused.kind is DENIED
    assert "Several things" in refused.reason


def test_a_dialog_that_nobody_saw_is_not_accepted() -> None:
    assert judged(policy_of(), "handle_dialog", {"accept": True}, 1).kind is DENIED


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "chrome://settings",
        " JavaScript:x",
        "view-source:http://x",
    ],
)
@pytest.mark.parametrize("tool", ["navigate", "tabs"])
def test_only_web_pages_are_opened(tool: str, url: str) -> None:
    assert judged(policy_of(), tool, {"action": "new", "url": url}, 1).kind is DENIED


@pytest.mark.parametrize(
    "url", ["https://a.test", "http://a.test:8080/", "a.test/b", "localhost:8000", "about:blank"]
)
def test_web_pages_are_opened(url: str) -> None:
    assert judged(policy_of(), "navigate", {"url": url}, 1).kind is ALLOWED


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/workspace/report.pdf", ALLOWED),
        ("/run/secrets.env", DENIED),
        ("/workspace/../run/secrets.env", DENIED),
        ("report.pdf", DENIED),
        ("/workspace", DENIED),
    ],
)
def test_only_files_of_the_run_are_uploaded(path: str, kind: JudgementKind) -> None:
    assert judged(policy_of(), "file_upload", {"paths": [path]}, 1).kind is kind


def test_enter_in_a_field_takes_a_look_at_the_whole_page() -> None:
    sight = seeing(*PAGE)
    sight.hear(f"{TOOL}snapshot", {"target": "e4"}, snapshot(PAGE[3]), failed=False)
    refused = judged(policy_of(sight=sight), "type", {"target": "e4", "text": "x", "submit": True}, 1)
    assert refused.kind is DENIED


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("select_option", {"target": "e99", "values": ["Delete all"]}),
        ("fill_form", {"fields": [{"target": "e99", "type": "combobox", "value": "Delete all"}]}),
    ],
)
def test_nothing_is_chosen_from_a_list_that_was_not_seen(tool: str, given: dict[str, object]) -> None:
    assert judged(policy_of(), tool, given, 1).kind is DENIED
