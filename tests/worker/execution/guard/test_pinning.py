"""Where a credential may be typed."""

from collections.abc import Mapping
from typing import Any

import pytest

from models.plan import CredentialKind, NeededCredential
from tests.worker.execution.pages import TOOL, seeing
from worker.execution.guard.judgement import Judgement, JudgementKind, Permission
from worker.execution.guard.pinning import Pinning
from worker.execution.guard.sight import Sight
from worker.network.addresses import host_of

FIELDS = ('- textbox "Password" [ref=e3]', '- textbox "Code" [ref=e4]')
PINNED = NeededCredential(name="ORCHARD_PASSWORD", label="Password", host="orchard.test")
UNPINNED = NeededCredential(name="TOKEN", label="Token")
OTHER = NeededCredential(name="PASSPHRASE", label="Passphrase")
KEY = NeededCredential(name="ORCHARD_KEY", label="Key", kind=CredentialKind.TOTP)


def judged(
    sight: Sight, tool: str, given: Mapping[str, Any], granted: frozenset[Permission] = frozenset()
) -> Judgement | None:
    pinning = Pinning([PINNED, UNPINNED, OTHER, KEY], ["shop.test"], sight)
    return pinning.judge(f"{TOOL}{tool}", given, granted)


def typed(sight: Sight, text: str, target: str = "e3", **more: Any) -> Judgement | None:
    return judged(sight, "type", {"target": target, "text": text, **more})


def filled(*texts: str) -> dict[str, Any]:
    fields = [
        {"target": f"e{number}", "type": "textbox", "value": text} for number, text in enumerate(texts, 3)
    ]
    return {"fields": fields}


def at(url: str, tabs: int = 1) -> Sight:
    return seeing(*FIELDS, url=url, tabs=tabs)


def is_denied(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.kind is JudgementKind.DENY


@pytest.mark.parametrize(
    "url",
    [
        "https://orchard.test/login",
        "http://orchard.test:8080/",
        "https://login.orchard.test/",
        "https://ORCHARD.test./",
    ],
)
def test_a_credential_is_typed_into_its_own_site_and_subdomains(url: str) -> None:
    assert typed(at(url), PINNED.name) is None
    assert judged(at(url), "fill_form", filled(PINNED.name)) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.test/orchard.test",
        "https://notorchard.test/",
        "https://orchard.test.evil.test/",
        "https://orchard.test@evil.test/",
        "https://evil.test/?https://orchard.test/",
        "https://test/",
        "about:blank",
        "data:text/html,orchard.test",
        "blob:https://orchard.test/5b1c",
        "chrome-error://chromewebdata/",
        "https://[orchard.test",
        "",
    ],
)
def test_a_credential_is_typed_nowhere_else(url: str) -> None:
    assert is_denied(typed(at(url), PINNED.name))
    assert is_denied(judged(at(url), "fill_form", filled("Dana", PINNED.name)))


def test_the_agent_is_told_where_it_is_and_where_it_may() -> None:
    refused = typed(at("https://evil.test/"), PINNED.name)
    assert refused
    assert refused.reason.startswith(
        "ORCHARD_PASSWORD is for orchard.test only, and this page is of evil.test."
    )


@pytest.mark.parametrize(
    "target", ["input[type=password]", "#password", "e99", "f1e3", "E3", "e3 ", "role=textbox", "", "text=e3"]
)
def test_a_field_is_given_by_its_reference_in_the_page_that_was_seen(target: str) -> None:
    assert is_denied(typed(at("https://orchard.test/"), PINNED.name, target))


def test_a_frame_is_not_the_page_it_stands_in() -> None:
    framed = seeing(
        "- iframe [ref=f1e2]:",
        '  - textbox "Password" [ref=f2e1]',
        '- textbox "Password" [ref=f1e3]',
        url="https://orchard.test/",
    )
    assert is_denied(typed(framed, PINNED.name, "f2e1"))
    assert typed(framed, PINNED.name, "f1e3") is None


def test_after_an_act_another_look_is_needed() -> None:
    sight = at("https://orchard.test/")
    sight.begins(f"{TOOL}click", {"target": "e3"})
    assert is_denied(typed(sight, PINNED.name))


def test_with_another_tab_open_nothing_secret_is_typed() -> None:
    """A page may close its own tab; then another is in front, whose fields have the same references."""
    refused = typed(at("https://orchard.test/", tabs=2), PINNED.name)
    assert refused
    assert "other tab" in refused.reason


@pytest.mark.parametrize(
    "text", ["x ORCHARD_PASSWORD", "ORCHARD_PASSWORD\n", " ORCHARD_PASSWORD", "{ORCHARD_PASSWORD}"]
)
def test_a_name_is_typed_alone_or_not_at_all(text: str) -> None:
    assert is_denied(typed(at("https://orchard.test/"), text))


def test_a_name_is_not_typed_key_by_key() -> None:
    """A page that moves on between two keys would take the rest of the value along."""
    assert is_denied(typed(at("https://orchard.test/"), PINNED.name, slowly=True))


@pytest.mark.parametrize("text", ["TOKENS", "MY_TOKEN", "token", "Dana", ""])
def test_other_texts_are_nobodys_business(text: str) -> None:
    assert typed(at("https://evil.test/"), text) is None


def test_the_key_of_an_authenticator_app_is_never_typed() -> None:
    refused = typed(at("https://orchard.test/"), KEY.name)
    assert refused
    assert "current_code" in refused.reason


def test_without_a_known_site_the_sites_of_the_plan_will_do() -> None:
    assert typed(at("https://shop.test/"), UNPINNED.name) is None


def test_a_person_is_asked_about_a_site_that_the_plan_does_not_know() -> None:
    sight = at("https://login.test/")
    asked = typed(sight, UNPINNED.name)
    assert asked
    assert (asked.kind, asked.permission) == (JudgementKind.ASK, ("TOKEN", "login.test"))
    assert "login.test" in asked.prompt
    given = {"target": "e3", "text": UNPINNED.name}
    assert judged(sight, "type", given, frozenset({("TOKEN", "login.test")})) is None


def test_one_question_is_about_one_credential() -> None:
    assert is_denied(judged(at("https://login.test/"), "fill_form", filled(UNPINNED.name, OTHER.name)))


def test_a_refusal_outweighs_a_question() -> None:
    assert is_denied(judged(at("https://login.test/"), "fill_form", filled(UNPINNED.name, PINNED.name)))


def test_a_plan_without_credentials_has_nothing_to_pin() -> None:
    assert Pinning([], [], Sight()).judge(f"{TOOL}type", {"text": "TOKEN", "target": "x"}, set()) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://a.test:8/b", "a.test"),
        ("HTTP://A.test", "a.test"),
        ("about:blank", None),
        ("ftp://a.test", None),
        (None, None),
    ],
)
def test_only_web_pages_have_a_host(url: str | None, host: str | None) -> None:
    assert host_of(url) == host
