"""Only public addresses, and what an operator opened, can be reached."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ConfigurationError
from worker.execution.addresses import Address, AddressRules, NoAddress, Refused, is_public

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
    assert opened.resolve("pear.test", 80) == Address("pear.test", "::1", 9)


def test_a_malformed_setting_is_named() -> None:
    with pytest.raises(ConfigurationError, match="EGRESS_PRIVATE_HOSTS"):
        AddressRules.from_setting("orchard.test=localhost")


@given(st.ip_addresses(v=4))
def test_whatever_the_standard_library_calls_private_is_refused(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_ipv6_is_refused(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        hidden = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(address))
        assert not is_public(str(hidden))
