"""The agent gets the code of the moment, on the right page, and never the key."""

import asyncio
from datetime import UTC, datetime

import pytest

from models.authenticator import AuthenticatorKey
from worker.execution.own_tools import ToolRefused
from worker.execution.secrecy.credentials import Authenticator
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.secrecy.one_time_codes import OneTimeCodes

KEY = AuthenticatorKey.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
NOW = datetime.fromtimestamp(1111111109, UTC)
CODE = "081804"


def ask(
    page: str | None = "https://orchard.test/login/code",
    *,
    host: str | None = "orchard.test",
    credential: str = "ORCHARD_CODE",
    secrets: KnownSecrets | None = None,
) -> str:
    authenticators = {"ORCHARD_CODE": Authenticator(KEY, host)}
    codes = OneTimeCodes(authenticators, lambda: page, secrets or KnownSecrets(), lambda: NOW)
    return asyncio.run(_call(codes, credential))


async def _call(codes: OneTimeCodes, credential: str) -> str:
    return await codes.tool().call({"credential": credential})


@pytest.mark.parametrize(
    "page", ["https://orchard.test/code", "https://id.orchard.test/", "http://ORCHARD.test"]
)
def test_the_code_of_the_moment_is_told_on_the_credentials_site(page: str) -> None:
    assert ask(page) == f"{CODE} (valid for another 1 seconds)"


@pytest.mark.parametrize(
    "page",
    [
        "https://orchard.test.evil.example/",
        "https://evilorchard.test/",
        "https://orchard.test@evil.example/",
        "https://evil.example/?orchard.test",
        "about:blank",
        "data:text/html,orchard.test",
    ],
)
def test_on_another_site_it_is_refused(page: str) -> None:
    with pytest.raises(ToolRefused, match=r"orchard\.test only"):
        ask(page)


def test_as_long_as_nobody_knows_which_page_is_open_it_is_refused() -> None:
    with pytest.raises(ToolRefused, match="browser_snapshot"):
        ask(None)


def test_a_credential_of_no_site_is_told_anywhere() -> None:
    assert ask(None, host=None).startswith(CODE)


def test_an_unknown_credential_is_refused_with_the_known_names() -> None:
    with pytest.raises(ToolRefused, match="ORCHARD_CODE only"):
        ask(credential="ORCHARD_PASSWORD")


def test_a_code_is_kept_from_people_and_not_from_the_model_that_has_to_type_it() -> None:
    secrets = KnownSecrets()

    ask(secrets=secrets)

    assert secrets.for_people.text(f"typed {CODE}") == "typed [ORCHARD_CODE]"
    assert secrets.for_model.text(f"typed {CODE}") == f"typed {CODE}"


def test_the_tool_offers_the_names_it_knows() -> None:
    codes = OneTimeCodes({"ORCHARD_CODE": Authenticator(KEY, None)}, lambda: None, KnownSecrets())

    assert codes.tool().arguments["credential"]["enum"] == ["ORCHARD_CODE"]
