"""The way out of a run: what it carries, what it refuses, and what is told of that."""

from pathlib import Path

import pytest

from playground.loopback import serving
from tests.worker.network.proxying import answering, ask, echoing
from worker.network import egress
from worker.network.addresses import AddressRules


def test_a_plain_request_is_passed_on_without_the_proxys_own_headers(workspaces: Path) -> None:
    request = (
        b"GET http://orchard.test/list?page=2 HTTP/1.1\r\nHost: orchard.test\r\n"
        b"Proxy-Authorization: Basic secret\r\nAccept: text/plain\r\n\r\n"
    )
    with serving(echoing()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port}")
        (answer,), refusals = ask(workspaces, rules, request)
    assert b"GET /list?page=2 " in answer
    assert b"'host': 'orchard.test'" in answer
    assert b"proxy" not in answer
    assert not refusals


def test_a_tunnel_carries_whatever_is_sent(workspaces: Path) -> None:
    inside = b"GET /inside HTTP/1.1\r\nHost: orchard.test\r\nConnection: close\r\n\r\n"
    request = b"CONNECT orchard.test:443 HTTP/1.1\r\n\r\n" + inside
    with serving(echoing()) as port:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{port}")
        (answer,), _ = ask(workspaces, rules, request)
    assert answer.startswith(b"HTTP/1.1 200 Connection established")
    assert b"GET /inside? " in answer


def test_a_private_address_is_refused_and_told_once_without_its_query(workspaces: Path) -> None:
    request = b"GET http://169.254.169.254/latest?token=secret HTTP/1.1\r\n\r\n"
    answers, refusals = ask(workspaces, AddressRules(), request, request)
    assert all(answer.startswith(b"HTTP/1.1 403") for answer in answers)
    assert len(refusals) == 1
    assert "secret" not in refusals[0]


def test_a_name_that_leads_inside_is_refused(workspaces: Path) -> None:
    rules = AddressRules(lookup=answering("93.184.216.34", "10.0.0.1"))
    (answer,), refusals = ask(workspaces, rules, b"CONNECT rebind.example:443 HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 403")
    assert refusals


def test_a_host_that_does_not_exist_is_told_as_such(workspaces: Path) -> None:
    rules = AddressRules(lookup=answering())
    _, refusals = ask(workspaces, rules, b"GET http://nowhere.example/ HTTP/1.1\r\n\r\n")
    assert refusals[0].startswith("unknown: There is no host nowhere.example")


@pytest.mark.parametrize(
    "request_line",
    ["GET http://u:p@Pippin-42K.evil.example:80/ HTTP/1.1", "CONNECT Pippin-42K.evil.example:443 HTTP/1.1"],
)
@pytest.mark.parametrize(
    ("rules", "refused"),
    [
        (AddressRules(lookup=answering()), "There is no host Pippin-42K.evil.example."),
        (AddressRules(lookup=answering("10.0.0.1")), "Pippin-42K.evil.example is not a public address"),
        (AddressRules(allowed=frozenset({"pear.test"})), "Pippin-42K.evil.example is not among the sites"),
    ],
    ids=["unknown", "private", "not listed"],
)
def test_a_refused_host_is_quoted_as_it_was_asked_for_so_that_a_secret_in_it_is_known(
    workspaces: Path, request_line: str, rules: AddressRules, refused: str
) -> None:
    (answer,), refusals = ask(workspaces, rules, f"{request_line}\r\n\r\n".encode())
    assert refused in answer.decode()
    assert refused in refusals[0]


def test_a_server_that_does_not_answer_gives_a_bad_gateway(workspaces: Path) -> None:
    rules = AddressRules.from_setting("gone.test=127.0.0.1:1")
    (answer,), _ = ask(workspaces, rules, b"GET http://gone.test/ HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 502")


def test_each_host_is_told_once_however_it_is_spelled(workspaces: Path) -> None:
    hosts = (b"inside.example", b"INSIDE.example", b"inside.example.")
    requests = [b"GET http://%s/ HTTP/1.1\r\n\r\n" % host for host in hosts]
    _, refusals = ask(workspaces, AddressRules(lookup=answering("10.0.0.1")), *requests)
    assert len(refusals) == 1


def test_a_page_that_asks_for_many_hosts_does_not_flood_the_log(
    workspaces: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(egress, "_MOST_TOLD", 3)
    requests = [b"GET http://h%d.example/ HTTP/1.1\r\n\r\n" % number for number in range(9)]
    _, refusals = ask(workspaces, AddressRules(lookup=answering("10.0.0.1")), *requests)
    assert len(refusals) == 3


def test_another_reason_to_refuse_the_same_host_is_told_as_well(workspaces: Path) -> None:
    requests = [b"CONNECT inside.example:%d HTTP/1.1\r\n\r\n" % port for port in (22, 25, 443, 80)]
    _, refusals = ask(workspaces, AddressRules(lookup=answering("10.0.0.1")), *requests)
    assert [refusal.partition("inside.example")[0] for refusal in refusals] == ["Port 22 of ", ""]
