from models.plan import CredentialKind, NeededCredential
from tests.worker.analysis.factories import SITE, make_event, make_sign_in
from tests.worker.analysis.planning.literally import plan_of
from worker.analysis.evidence import EventKind
from worker.analysis.planning.literal import plan_literally


def test_a_password_becomes_a_credential_named_after_its_site() -> None:
    plan = plan_literally(make_sign_in())
    (credential,) = plan.credentials
    assert (credential.name, credential.host) == ("EXAMPLE_PASSWORD", "shop.example.com")
    assert plan.steps[2].credential == "EXAMPLE_PASSWORD"
    assert plan.steps[2].value is None


def test_a_secret_typed_in_the_clear_is_not_kept_either() -> None:
    plan = plan_of(make_event(EventKind.TYPE, label="API key", text="sk-live-123", url=SITE))
    assert "sk-live-123" not in plan.model_dump_json()
    assert plan.credentials[0].name == "EXAMPLE_API_KEY"


def test_what_was_typed_and_chosen_becomes_parameters_with_the_shown_value() -> None:
    plan = plan_literally(make_sign_in())
    assert {parameter.name: parameter.default for parameter in plan.parameters} == {
        "EMAIL": "ada@example.com",
        "CUSTOMER": "Blue Fig Café",
        "CRATE_SIZE": "Large",
    }
    assert plan.steps[4].value == "{CUSTOMER}"


def test_a_code_of_the_moment_becomes_the_key_of_an_authenticator_app() -> None:
    plan = plan_of(make_event(EventKind.TYPE, label="Verification code", text="481516", url=SITE))
    assert plan.credentials == [
        NeededCredential(
            name="EXAMPLE_AUTHENTICATOR_KEY",
            label="Authenticator key for shop.example.com",
            kind=CredentialKind.TOTP,
            host="shop.example.com",
        )
    ]
    assert plan.steps[-1].instruction == (
        "Type the code of EXAMPLE_AUTHENTICATOR_KEY into “Verification code”"
    )
    assert "481516" not in plan.model_dump_json()


def test_two_code_fields_of_one_site_need_one_key() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Security code", url=SITE),
        make_event(EventKind.TYPE, 1, label="2FA code", url=SITE),
    )
    assert len(plan.credentials) == 1


def test_the_same_label_with_another_value_is_another_parameter() -> None:
    plan = plan_of(
        make_event(EventKind.TYPE, label="Item", text="Pears"),
        make_event(EventKind.CLICK, 1, label="Add"),
        make_event(EventKind.TYPE, 2, label="Item", text="Plums"),
    )
    assert [step.value for step in plan.steps] == ["{ITEM}", None, "{ITEM_2}"]


def test_a_secret_in_a_command_is_asked_for_and_not_kept() -> None:
    plan = plan_of(make_event(EventKind.COMMAND, text="login --token hunter2"))
    assert plan.steps[0].value == "login --token $SECRET_TOKEN"
    assert [credential.name for credential in plan.credentials] == ["SECRET_TOKEN"]
    assert "hunter2" not in plan.model_dump_json()
