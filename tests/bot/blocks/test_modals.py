"""The dialogs."""

import json
import uuid
from typing import Any

from bot.blocks.elements import View, notice
from bot.blocks.modals import build_checkpoint_menu, build_run_form, build_share_form
from models import ApprovalPolicy
from models.plan import Action, CredentialKind, NeededCredential, Step
from playground.slack.client import action_ids, plain_text
from tests.bot.blocks.rows import make_checkpoint, make_longest_plan
from tests.bot.checking import assert_acceptable_view
from tests.bot.rows import make_plan_without_credentials
from tests.models.factories import make_plan

ID = uuid.uuid4()


def test_the_form_asks_for_exactly_what_the_plan_names() -> None:
    view = build_run_form(ID, make_plan(), stored=set())
    assert list(_inputs(view)) == ["credential:ORCHARD_PASSWORD", "parameter:EMAIL", "helpers", "sites"]
    assert_acceptable_view(view)


def test_the_form_says_that_slack_has_no_password_field_and_who_can_read_the_values() -> None:
    said = plain_text(build_run_form(ID, make_plan(), stored=set()))
    assert "no password field" in said
    assert "only a worker can read it" in said


def test_a_credential_that_is_not_stored_must_be_given() -> None:
    field = _inputs(build_run_form(ID, make_plan(), stored=set()))["credential:ORCHARD_PASSWORD"]
    assert field["optional"] is False


def test_a_stored_credential_may_be_left_empty_and_the_field_says_so() -> None:
    view = build_run_form(ID, make_plan(), stored={"ORCHARD_PASSWORD"})
    field = _inputs(view)["credential:ORCHARD_PASSWORD"]
    assert field["optional"] is True
    assert field["element"]["placeholder"]["text"] == "Leave empty to keep the stored value"
    assert "initial_value" not in field["element"]


def test_a_parameter_comes_with_the_value_from_the_screencast() -> None:
    field = _inputs(build_run_form(ID, make_plan(), stored=set()))["parameter:EMAIL"]
    assert field["element"]["initial_value"] == "dana@orchard.test"


def test_a_plan_without_needs_still_asks_before_it_starts() -> None:
    view = build_run_form(ID, make_plan_without_credentials(parameters=[]), stored=set())
    assert "Shall I start?" in plain_text(view)
    assert_acceptable_view(view)


def test_the_longest_form_fits_and_asks_for_every_input() -> None:
    plan = make_longest_plan()
    view = build_run_form(ID, plan, stored=set())
    assert_acceptable_view(view)
    asked = {f"credential:{each.name}" for each in plan.credentials}
    asked |= {f"parameter:{each.name}" for each in plan.parameters}
    assert len(asked) == 50
    assert set(_inputs(view)) >= asked


def test_only_a_plan_with_irreversible_steps_asks_what_to_do_before_them() -> None:
    deleting = Step(number=1, instruction="Delete it", action=Action.CLICK, irreversible=True)
    plan = make_plan(credentials=[], steps=[deleting])
    view = build_run_form(ID, plan, stored=set(), policy=ApprovalPolicy.UNATTENDED)
    assert next(iter(_inputs(view))) == "policy"
    assert _inputs(view)["policy"]["element"]["initial_option"]["value"] == "unattended"
    assert "policy" not in _inputs(build_run_form(ID, make_plan(), stored=set()))
    assert_acceptable_view(view)


def test_stored_credentials_can_be_deleted_from_the_form() -> None:
    view = build_run_form(ID, make_plan(), stored={"ORCHARD_PASSWORD"})
    assert "forget_credentials" in action_ids(view)
    assert "forget_credentials" not in action_ids(build_run_form(ID, make_plan(), stored=set()))
    assert_acceptable_view(view)


def test_an_authenticator_key_may_be_left_empty() -> None:
    code = NeededCredential(name="ORCHARD_CODE", label="Authenticator key", kind=CredentialKind.TOTP)
    field = _inputs(build_run_form(ID, make_plan(credentials=[code], steps=make_plan().steps[:2]), set()))[
        "credential:ORCHARD_CODE"
    ]
    assert field["optional"] is True


def test_the_field_for_sites_says_what_naming_one_of_the_plans_own_does() -> None:
    field = _inputs(build_run_form(ID, make_plan(), stored=set()))["sites"]
    assert field["label"]["text"] == "Reach only these sites and the plan's own (empty: every public one)"
    assert (
        field["element"]["placeholder"]["text"] == "Name orchard.test to reach only the plan's: orchard.test"
    )


def test_the_checkpoint_menu_takes_any_number_of_checkpoints() -> None:
    view = build_checkpoint_menu(ID, [make_checkpoint(step, "<b>" * 100) for step in range(150)])
    assert_acceptable_view(view)


def test_the_dialogs_carry_one_id_and_nothing_else() -> None:
    for view in (build_run_form(ID, make_plan(), stored=set()), build_share_form(ID)):
        assert view["private_metadata"] == str(ID)
        assert_acceptable_view(view)


def test_a_notice_is_acceptable() -> None:
    assert_acceptable_view(notice("That did not work", "x" * 5000))


def _inputs(view: View) -> dict[str, dict[str, Any]]:
    blocks = json.loads(json.dumps(view))["blocks"]
    return {block["block_id"]: block for block in blocks if block["type"] == "input"}
