"""With a list of sites only what is on it can be reached."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worker.network.resolving import PUBLIC, rules
from worker.network.addresses import AddressRules, Refused


@pytest.mark.parametrize("host", ["orchard.test", "api.orchard.test", "a.b.ORCHARD.test.", "pear.example"])
def test_a_listed_host_and_its_subdomains_can_be_reached(host: str) -> None:
    limited = rules(PUBLIC).limited_to(["Orchard.test.", "pear.example"])
    assert limited.resolve(host, 443).ip == PUBLIC


@pytest.mark.parametrize(
    "host",
    [
        "test",
        "evilorchard.test",
        "orchard.test.evil.example",
        "orchard.tes",
        PUBLIC,
        "[2606:4700::1]",
        "",
        ".",
    ],
)
def test_what_is_not_listed_is_refused_however_alike(host: str) -> None:
    limited = rules(PUBLIC).limited_to(["orchard.test"])
    with pytest.raises(Refused, match="not among the sites this run may reach"):
        limited.resolve(host, 443)


def test_an_empty_list_lets_nothing_pass() -> None:
    with pytest.raises(Refused):
        rules(PUBLIC).limited_to([]).resolve("orchard.test", 443)


def test_without_a_list_every_public_host_can_be_reached() -> None:
    assert rules(PUBLIC).limited_to(None).resolve("orchard.test", 443).ip == PUBLIC


def test_an_opened_host_has_to_be_listed_as_well() -> None:
    opened = AddressRules.from_setting("orchard.test=127.0.0.1:8080")
    assert opened.limited_to(["orchard.test"]).resolve("orchard.test", 80).port == 8080
    with pytest.raises(Refused, match="not among the sites"):
        opened.limited_to(["pear.example"]).resolve("orchard.test", 80)


def test_a_listed_host_still_has_to_be_public() -> None:
    with pytest.raises(Refused, match="not a public address"):
        rules("10.0.0.1").limited_to(["orchard.test"]).resolve("orchard.test", 443)


def test_an_address_is_listed_as_a_whole() -> None:
    limited = rules().limited_to([PUBLIC, "216.35"])
    assert limited.resolve(PUBLIC, 443).ip == PUBLIC
    with pytest.raises(Refused):
        limited.resolve("93.184.216.35", 443)


def test_a_name_beyond_ascii_is_compared_as_browsers_send_it() -> None:
    limited = rules(PUBLIC).limited_to(["bücher.example"])
    assert limited.resolve("xn--bcher-kva.example", 443).ip == PUBLIC
    assert limited.resolve("www.bücher.example", 443).host == "www.xn--bcher-kva.example"


@given(st.text(max_size=40))
def test_no_name_however_strange_passes_a_list_it_is_not_on(host: str) -> None:
    limited = rules(PUBLIC).limited_to(["orchard.test"])
    with suppress(Refused):
        assert f".{limited.resolve(host, 443).host}".endswith(".orchard.test")
