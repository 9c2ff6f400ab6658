"""Only public addresses, and what an operator opened, can be reached; with a list, only what is on it."""

import ipaddress
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ConfigurationError
from worker.execution.network.addresses import Address, AddressRules, NoAddress, Refused
from worker.execution.network.public_internet import IPAddress, is_public

PUBLIC = "93.184.216.34"


def rules(*answers: str) -> AddressRules:
    return AddressRules(lookup=lambda host, port: answers)


def test_a_public_name_is_pinned_to_the_address_that_was_checked() -> None:
    assert rules(PUBLIC).resolve("Example.com.", 443) == Address("example.com", PUBLIC, 443)


@pytest.mark.parametrize(
    "answer",
    [
        "127.0.0.1",
        "10.1.2.3",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.168.0.1",
        "::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2001:0:53aa:64c::1",
    ],
)
def test_a_name_that_leads_to_a_private_address_is_refused(answer: str) -> None:
    with pytest.raises(Refused):
        rules(answer).resolve("inside.example", 443)


def test_one_private_answer_among_public_ones_is_refused() -> None:
    with pytest.raises(Refused):
        rules(PUBLIC, "10.0.0.1").resolve("rebind.example", 443)


@pytest.mark.parametrize("literal", ["127.1", "0x7f000001", "2130706433", "017700000001", "0", "[::1]"])
def test_an_address_in_an_odd_spelling_is_refused(literal: str) -> None:
    with pytest.raises(Refused):
        rules(PUBLIC).resolve(literal, 80)


def test_a_name_without_an_address_says_so() -> None:
    with pytest.raises(NoAddress, match=r"nowhere\.example"):
        rules().resolve("nowhere.example", 80)


def test_a_port_of_another_service_is_refused() -> None:
    with pytest.raises(Refused, match="25"):
        rules(PUBLIC).resolve("mail.example", 25)


def test_an_operator_can_open_a_private_host() -> None:
    opened = AddressRules.from_setting("orchard.test=127.0.0.1:8080, pear.test=[::1]:9")
    assert opened.resolve("orchard.test", 80) == Address("orchard.test", "127.0.0.1", 8080)
    assert opened.resolve("PEAR.test.", 9) == Address("pear.test", "::1", 9)


@pytest.mark.parametrize("port", [22, 5432, 8081])
def test_an_opened_host_is_open_on_its_own_port_and_those_of_the_web_only(port: int) -> None:
    opened = AddressRules.from_setting("orchard.test=127.0.0.1:8080")
    with pytest.raises(Refused, match=str(port)):
        opened.resolve("orchard.test", port)
    for own in (80, 443, 8080):
        assert opened.resolve("orchard.test", own) == Address("orchard.test", "127.0.0.1", 8080)


def test_a_malformed_setting_is_named() -> None:
    with pytest.raises(ConfigurationError, match="EGRESS_PRIVATE_HOSTS"):
        AddressRules.from_setting("orchard.test=localhost")


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


@pytest.mark.parametrize(
    "host",
    [
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
        "ⓛocalhost",
        "[fe80::1%25eth0]",
        "2606:4700::1%eth0",
    ],
)
def test_full_width_digits_and_zones_lead_nowhere_private(host: str) -> None:
    with pytest.raises(Refused):
        rules("127.0.0.1").resolve(host, 80)


SPELLINGS: dict[str, Callable[[int], str]] = {
    "dotted": lambda number: str(ipaddress.IPv4Address(number)),
    "decimal": str,
    "hexadecimal": hex,
    "octal": lambda number: f"0{number:o}",
    "octal in parts": lambda number: ".".join(f"0{byte:o}" for byte in number.to_bytes(4)),
    "hexadecimal in parts": lambda number: ".".join(hex(byte) for byte in number.to_bytes(4)),
    "two parts": lambda number: f"{number >> 24}.{number & 0xFFFFFF}",
    "v4-mapped": lambda number: f"[::ffff:{ipaddress.IPv4Address(number)}]",
    "v4-compatible": lambda number: f"[::{ipaddress.IPv4Address(number)}]",
    "NAT64": lambda number: f"[64:ff9b::{ipaddress.IPv4Address(number)}]",
    "NAT64, local": lambda number: f"[64:ff9b:1::{ipaddress.IPv4Address(number)}]",
    "6to4": lambda number: f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
    "Teredo": lambda number: f"[2001:0:1:1::{number >> 16:x}:{number & 0xFFFF:x}]",
}
DRESSED = [str, str.upper, lambda host: f"{host}.", lambda host: f" {host}", lambda host: f"[{host}]"]


def private_addresses() -> st.SearchStrategy[IPAddress]:
    networks = ["127.0.0.0/8", "10.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "192.168.0.0/16", "0.0.0.0/8"]
    return st.sampled_from(networks).flatmap(lambda network: st.ip_addresses(v=4, network=network))


@given(
    private_addresses(), st.sampled_from(sorted(SPELLINGS)), st.sampled_from(DRESSED), st.integers(0, 70000)
)
def test_a_private_address_is_refused_in_every_spelling(
    address: IPAddress, spelling: str, dress: Callable[[str], str], port: int
) -> None:
    resolving = AddressRules(lookup=lambda host, _: [str(address)])
    with pytest.raises(Refused):
        resolving.resolve(dress(SPELLINGS[spelling](int(address))), port)


@given(st.text(max_size=40), private_addresses())
def test_no_name_however_strange_gets_to_a_private_address(host: str, address: ipaddress.IPv4Address) -> None:
    resolving = AddressRules(lookup=lambda _host, _port: [str(address)])
    with suppress(Refused):
        assert is_public(resolving.resolve(host, 443).ip)


@given(st.text(max_size=40))
def test_no_name_however_strange_passes_a_list_it_is_not_on(host: str) -> None:
    limited = rules(PUBLIC).limited_to(["orchard.test"])
    with suppress(Refused):
        assert f".{limited.resolve(host, 443).host}".endswith(".orchard.test")


@given(st.lists(st.sampled_from([PUBLIC, "10.0.0.1", "127.0.0.1", "169.254.169.254"]), min_size=1))
def test_the_address_that_was_checked_is_the_one_to_dial_whatever_is_answered_next(
    answers: list[str],
) -> None:
    later = iter(answers)
    resolving = AddressRules(lookup=lambda host, port: [next(later)])
    with suppress(Refused):
        assert resolving.resolve("rebind.example", 443).ip == answers[0] == PUBLIC


@given(st.ip_addresses(v=4))
def test_whatever_the_standard_library_calls_private_is_refused(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_ipv6_is_refused(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        hidden = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(address))
        assert not is_public(str(hidden))
