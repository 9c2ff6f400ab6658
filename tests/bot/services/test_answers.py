"""What is filled in before a run: what is missing, what may not be there, and what it allows."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import SecretStr

from bot.services.answers import Answers, AnswersRefused, allowed_hosts, check_answers
from models.plan import CredentialKind, NeededCredential
from tests.models.factories import make_plan

PLAN = make_plan()
PASSWORD = {"ORCHARD_PASSWORD": SecretStr("Pippin-42")}


def _answers(**given: object) -> Answers:
    return Answers(**{"analysis_id": uuid.UUID(int=0), "credentials": PASSWORD, **given})  # type: ignore[arg-type]  # a test says which


def _problems(answers: Answers, stored: set[str] | None = None) -> list[str]:
    try:
        check_answers(PLAN, answers, stored or set(), "U0ANA")
    except AnswersRefused as refused:
        return list(refused.problems)
    return []


def test_a_stored_credential_need_not_be_given() -> None:
    assert _problems(_answers(credentials={}), {"ORCHARD_PASSWORD"}) == []


def test_a_credential_within_a_parameter_is_refused_because_values_are_shown() -> None:
    assert _problems(_answers(parameters={"EMAIL": "dana Pippin-42"})) == ["EMAIL"]


def test_a_short_credential_may_be_within_a_parameter_by_chance() -> None:
    answers = _answers(credentials={"ORCHARD_PASSWORD": SecretStr("a")}, parameters={"EMAIL": "dana"})
    assert _problems(answers) == []


def test_an_authenticator_key_may_be_left_out() -> None:
    code = NeededCredential(name="ORCHARD_CODE", label="Code", kind=CredentialKind.TOTP)
    check_answers(make_plan(credentials=[*PLAN.credentials, code]), _answers(), set(), "U0ANA")


def test_what_is_no_authenticator_key_is_refused_at_once() -> None:
    code = NeededCredential(name="ORCHARD_CODE", label="Code", kind=CredentialKind.TOTP)
    given = {**PASSWORD, "ORCHARD_CODE": SecretStr("123 456")}
    with pytest.raises(AnswersRefused) as refused:
        check_answers(
            make_plan(credentials=[*PLAN.credentials, code]), _answers(credentials=given), set(), "U0ANA"
        )
    assert list(refused.value.problems) == ["ORCHARD_CODE"]


def test_whoever_starts_a_run_is_not_among_those_who_may_answer_as_well() -> None:
    assert _problems(_answers(helpers=["U0BEN", "U0ANA"])) == ["helpers"]
    assert _problems(_answers(helpers=["U0BEN"])) == []


def test_without_sites_every_public_one_may_be_reached() -> None:
    assert allowed_hosts(PLAN, _answers(sites=" \n ")) is None


def test_sites_are_read_as_people_copy_them_and_the_plans_own_stay_open() -> None:
    sites = "https://CDN.example.com/x?y, auth.example.com:8443;example.org."
    assert allowed_hosts(PLAN, _answers(sites=sites)) == [
        "orchard.test",
        "cdn.example.com",
        "auth.example.com",
        "example.org",
    ]


@pytest.mark.parametrize(
    "sites", ["*.example.com", "exa mple.com <script>", "über.example", "[::1]", "com", ".com.", "localhost"]
)
def test_what_is_no_name_of_a_site_is_refused(sites: str) -> None:
    assert _problems(_answers(sites=sites)) == ["sites"]


def test_naming_one_of_the_plans_own_sites_limits_the_run_to_the_plans_sites() -> None:
    token = NeededCredential(name="TOKEN", label="Token", host="auth.test")
    plan = make_plan(credentials=[*PLAN.credentials, token])
    own = allowed_hosts(plan, _answers(sites="orchard.test"))
    assert own == plan.hosts == ["orchard.test", "auth.test"]


@given(some.text(max_size=80))
def test_whatever_is_typed_only_names_of_sites_are_ever_allowed(typed: str) -> None:
    answers = _answers(sites=typed)
    if not _problems(answers):
        assert all(host.isascii() and host.strip(".") == host for host in allowed_hosts(PLAN, answers) or [])
