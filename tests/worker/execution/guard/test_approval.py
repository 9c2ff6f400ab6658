"""What a person is asked: all that they say yes to, and no secret."""

import pytest

from models.plan import Action, NeededCredential, Step
from models.video import ApprovalPolicy
from tests.models.factories import make_plan
from tests.worker.execution.guard.judging import click, judged, policy_of
from tests.worker.execution.pages import TOOL, seeing, snapshot
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight

POSTING = Step(number=1, instruction="Post it", action=Action.CLICK, target="Post comment", irreversible=True)
PASSWORD = NeededCredential(name="SITE_PASSWORD", label="Password", host="orchard.test")


def posting(sight: Sight) -> Policy:
    return Policy(make_plan(steps=[POSTING], credentials=[PASSWORD]), ApprovalPolicy.ASK, sight)


def asked_before_posting(*fields: str, typed: dict[str, str] | None = None) -> str:
    """Return the question before a comment is posted from a page with such fields."""
    sight = seeing(*fields, '- button "Post comment" [ref=e9]')
    for target, text in (typed or {}).items():
        sight.hear(f"{TOOL}type", {"target": target, "text": text}, "", failed=False)
    return judged(posting(sight), *click("e9"), 1).prompt


def test_a_secret_in_a_field_that_is_about_to_be_published_is_named() -> None:
    prompt = asked_before_posting('- textbox "Comment" [ref=e1]', typed={"e1": "SITE_PASSWORD"})
    assert "Filled in:\n  “Comment”: (the secret SITE_PASSWORD)\n" in prompt


def test_a_secret_that_was_seen_again_is_named_as_well() -> None:
    prompt = asked_before_posting('- textbox "Comment" [ref=e1]: <secret>SITE_PASSWORD</secret>')
    assert "Filled in:\n  “Comment”: (the secret SITE_PASSWORD)\n" in prompt


def test_a_private_field_is_told_without_what_is_in_it() -> None:
    prompt = asked_before_posting('- textbox "Password" [ref=e1]: hunter2')
    assert "Filled in:\n  “Password”: (not shown)\n" in prompt


@pytest.mark.parametrize("label", ["Verification code", "Security Code", "One-time code", "Code", "PIN"])
def test_a_code_of_the_moment_is_not_shown(label: str) -> None:
    assert "hunter2" not in asked_before_posting(f'- textbox "{label}" [ref=e1]: hunter2')


@pytest.mark.parametrize("label", ["Sort code", "Postal code", "Discount code", "Country code"])
def test_other_codes_are_shown(label: str) -> None:
    assert f"“{label}”: “66-66”" in asked_before_posting(f'- textbox "{label}" [ref=e1]: 66-66')


def test_sliders_are_listed_and_it_is_told_what_is_not() -> None:
    prompt = asked_before_posting('- slider "Amount" [ref=e1]: "9999"')
    assert prompt.endswith(
        "\nFilled in:\n  “Amount”: “9999”\n"
        "What has no name there, such as rich text or files attached before, is not listed."
    )


def test_files_that_the_run_uploaded_are_listed() -> None:
    sight = seeing('- button "Post comment" [ref=e9]')
    given = {"paths": ["/workspace/secret.txt"]}
    sight.begins(f"{TOOL}file_upload", given)
    sight.hear(f"{TOOL}snapshot", {}, snapshot('- button "Post comment" [ref=e9]'), failed=False)
    assert "“Uploaded in this run”: “secret.txt”" in judged(posting(sight), *click("e9"), 1).prompt


def test_the_plans_own_words_and_the_row_of_a_button_are_told() -> None:
    sight = seeing("- listitem [ref=e1]:", '  - text: "Order 4711"', '  - button "Post comment" [ref=e2]')
    assert judged(posting(sight), *click("e2"), 1).prompt == (
        "The agent is about to click “Post comment” (beside “Order 4711 Post comment”) on orchard.test. "
        "This is step 1 of the plan (“Post it”), and it cannot be taken back."
    )


def test_no_word_in_a_value_hides_it() -> None:
    prompt = asked_before_posting('- textbox "To" [ref=e1]: the secret token', "- textbox [ref=e2]: boss")
    assert "  “To”: “the secret token”\n  a field without a label: “boss”\n" in prompt


def test_every_field_is_shown_whole() -> None:
    fields = [f'- textbox "Field {number}" [ref=f1e{number}]: {"x" * 600}' for number in range(12)]
    prompt = asked_before_posting(*fields)
    assert prompt.count("x" * 600) == 12


def test_lists_and_boxes_are_shown_as_they_are() -> None:
    prompt = asked_before_posting(
        '- combobox "To" [ref=e1]:',
        '  - option "Team"',
        '  - option "Everybody" [selected]',
        '- checkbox "Notify" [checked] [ref=e2]',
        '- checkbox "Draft" [ref=e3]',
    )
    assert "  “To”: “Everybody”\n  “Notify”: “ticked”\n" in prompt


def test_a_link_is_told_with_the_address_that_does_it() -> None:
    sight = seeing('- link "more" [ref=e1]:', "  - /url: /delete?id=1")
    assert (
        "click “more” (which opens “/delete?id=1”)" in judged(policy_of(sight=sight), *click("e1"), 1).prompt
    )
