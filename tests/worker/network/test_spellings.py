"""A private address is one in whatever spelling."""

import ipaddress
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worker.network.resolving import PUBLIC, rules
from worker.network.addresses import AddressRules, Refused
from worker.network.public_internet import IPAddress, is_public


@pytest.mark.parametrize("literal", ["127.1", "0x7f000001", "2130706433", "017700000001", "0", "[::1]"])
def test_an_address_in_an_odd_spelling_is_refused(literal: str) -> None:
    with pytest.raises(Refused):
        rules(PUBLIC).resolve(literal, 80)


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


@given(st.ip_addresses(v=4))
def test_whatever_the_standard_library_calls_private_is_refused(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_ipv6_is_refused(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        hidden = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(address))
        assert not is_public(str(hidden))
