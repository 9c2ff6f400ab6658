"""Only public addresses, and what an operator opened, can be reached."""

import socket
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ConfigurationError
from tests.worker.network.resolving import PUBLIC, rules
from worker.network.addresses import Address, AddressRules, NoAddress, Refused


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


@pytest.mark.parametrize(
    ("family", "on_the_card", "answer"),
    [
        (socket.AF_INET, PUBLIC, PUBLIC),
        (socket.AF_INET6, "2606:4700::1%eth0", "2606:4700::1"),
        (socket.AF_INET6, "2606:4700::1", "2606:4700:0:0::1"),
    ],
)
def test_a_public_address_of_this_very_machine_is_refused(
    monkeypatch: pytest.MonkeyPatch, family: socket.AddressFamily, on_the_card: str, answer: str
) -> None:
    """What listens everywhere answers on it as on loopback."""
    assert rules(answer).resolve("ours.example", 443).ip == answer
    card = [SimpleNamespace(family=family, address=on_the_card)]
    monkeypatch.setattr("psutil.net_if_addrs", lambda: {"eth0": card})
    with pytest.raises(Refused, match="not a public address"):
        rules(answer).resolve("ours.example", 443)


def test_one_private_answer_among_public_ones_is_refused() -> None:
    with pytest.raises(Refused):
        rules(PUBLIC, "10.0.0.1").resolve("rebind.example", 443)


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


@given(st.lists(st.sampled_from([PUBLIC, "10.0.0.1", "127.0.0.1", "169.254.169.254"]), min_size=1))
def test_the_address_that_was_checked_is_the_one_to_dial_whatever_is_answered_next(
    answers: list[str],
) -> None:
    later = iter(answers)
    resolving = AddressRules(lookup=lambda host, port: [next(later)])
    with suppress(Refused):
        assert resolving.resolve("rebind.example", 443).ip == answers[0] == PUBLIC
