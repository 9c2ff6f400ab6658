"""Who is given which credential: nobody more than the plan says, and one key not at all."""

from typing import Any

import pytest

from models.errors import MissingCredential, UserError
from models.plan import Action, ComputerUsePlan, CredentialKind, NeededCredential, Step
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from worker.execution.progress import Progress
from worker.execution.secrecy.credentials import Credentials, dealt_out, unseal_credentials
from worker.execution.secrecy.known_secrets import KnownSecrets

SEED = "GEZD GNBV GY3T QOJQ"


def needing(*names: str, kind: CredentialKind = CredentialKind.STATIC) -> list[NeededCredential]:
    return [NeededCredential(name=name, label=name.title(), kind=kind) for name in names]


def doing(action: Action, **more: Any) -> list[Step]:
    return [Step(number=1, instruction="Do it", action=action, **more)]


def opened(bench: Bench, plan: ComputerUsePlan, stored: dict[str, str], secrets: KnownSecrets) -> Credentials:
    workbench = bench.workbench()
    assignment = Progress(workbench, bench.run_of(plan, stored)).claim()
    assert assignment is not None
    return unseal_credentials(workbench, assignment, secrets)


def test_what_is_opened_is_known_as_a_secret_at_once(bench: Bench) -> None:
    secrets = KnownSecrets()

    credentials = opened(bench, make_plan(), {"ORCHARD_PASSWORD": "hunter22"}, secrets)

    assert credentials.browser == {"ORCHARD_PASSWORD": "hunter22"}
    assert secrets.for_model.text("hunter22") == secrets.for_people.text("hunter22") == "[ORCHARD_PASSWORD]"


def test_the_key_of_an_authenticator_stays_with_the_worker_and_secret_in_every_spelling(bench: Bench) -> None:
    plan = make_plan(
        credentials=[
            *needing("ORCHARD_PASSWORD"),
            NeededCredential(
                name="ORCHARD_CODE", label="Code", kind=CredentialKind.TOTP, host="orchard.test"
            ),
        ]
    )
    secrets = KnownSecrets()

    credentials = opened(bench, plan, {"ORCHARD_PASSWORD": "hunter22", "ORCHARD_CODE": SEED}, secrets)

    assert "ORCHARD_CODE" not in {**credentials.browser, **credentials.shell}
    assert credentials.authenticators["ORCHARD_CODE"].host == "orchard.test"
    assert secrets.for_model.text(f"{SEED} {SEED.replace(' ', '')}") == "[ORCHARD_CODE] [ORCHARD_CODE]"


def test_what_is_no_authenticators_key_says_what_to_paste_and_not_what_it_was(bench: Bench) -> None:
    plan = make_plan(credentials=needing("ORCHARD_PASSWORD", kind=CredentialKind.TOTP))

    with pytest.raises(UserError, match="not the key of an authenticator app") as raised:
        opened(bench, plan, {"ORCHARD_PASSWORD": "hunter22"}, KnownSecrets())

    assert "hunter22" not in str(raised.value)


def test_a_credential_that_is_not_stored_is_named(bench: Bench) -> None:
    with pytest.raises(MissingCredential, match="Password"):
        opened(bench, make_plan(), {}, KnownSecrets())


def test_an_authenticators_key_that_is_not_stored_is_done_without(bench: Bench) -> None:
    plan = make_plan(credentials=needing("ORCHARD_PASSWORD", kind=CredentialKind.TOTP))

    assert opened(bench, plan, {}, KnownSecrets()).authenticators == {}


def test_a_browser_plan_gives_the_shell_nothing() -> None:
    plan = make_plan(
        steps=doing(Action.TYPE, credential="PASSWORD", target="Password"), credentials=needing("PASSWORD")
    )

    credentials = dealt_out(plan, {"PASSWORD": "hunter22"})

    assert credentials.browser == {"PASSWORD": "hunter22"}
    assert credentials.shell == {}


@pytest.mark.parametrize(
    "command", ["curl -H $TOKEN x", 'echo "${TOKEN}"', "echo ${TOKEN:-none}", "echo $TOKEN/a"]
)
def test_a_shell_plan_gives_the_shell_what_its_commands_name(command: str) -> None:
    plan = make_plan(steps=doing(Action.SHELL, value=command), credentials=needing("TOKEN", "OTHER"))

    credentials = dealt_out(plan, {"TOKEN": "token-value", "OTHER": "other-value"})

    assert credentials.shell == {"TOKEN": "token-value"}
    assert credentials.browser == {}


@pytest.mark.parametrize("command", ["echo $TOKENS", "echo TOKEN", "echo $A_TOKEN"])
def test_a_name_that_only_looks_alike_gives_nothing(command: str) -> None:
    plan = make_plan(steps=doing(Action.SHELL, value=command), credentials=needing("TOKEN"))

    assert dealt_out(plan, {"TOKEN": "token-value"}).shell == {}


def test_a_step_may_name_its_credential_instead() -> None:
    plan = make_plan(steps=doing(Action.OTHER, credential="TOKEN"), credentials=needing("TOKEN"))

    assert dealt_out(plan, {"TOKEN": "token-value"}).shell == {"TOKEN": "token-value"}


def test_printing_them_shows_no_value() -> None:
    plan = make_plan(steps=doing(Action.OTHER, credential="TOKEN"), credentials=needing("TOKEN"))

    assert "token-value" not in repr(dealt_out(plan, {"TOKEN": "token-value"}))
