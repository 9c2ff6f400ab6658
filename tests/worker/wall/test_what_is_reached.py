"""What a command behind the wall reaches: public addresses through the proxy, and nothing of the machine."""

import socket
from collections.abc import Callable, Sequence

import psutil
import pytest

from tests.conftest import Services
from tests.worker.wall.behind import python_inside, with_egress
from worker.network.addresses import AddressRules
from worker.wall.place import Place

METADATA = "169.254.169.254"


@pytest.mark.parametrize("service", ["postgres", "valkey"])
def test_the_workers_own_servers_do_not_answer(place: Place, services: Services, service: str) -> None:
    port = getattr(services, service).port
    socket.create_connection(("127.0.0.1", port), 5).close()  # out here it does
    assert "Connection refused" in _connect(place, "127.0.0.1", port)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::]", "2130706433", "127.1"]
)
def test_the_workers_own_servers_do_not_answer_by_the_proxy(
    place: Place, services: Services, host: str
) -> None:
    answer = with_egress(place, AddressRules(), _ask(f"http://{host}:{services.postgres.port}/"))
    assert answer.output == "403"


def test_the_machines_other_addresses_are_unreachable(place: Place) -> None:
    cards = psutil.net_if_addrs().values()
    own = {entry.address for card in cards for entry in card if entry.family == socket.AF_INET}
    for address in {*own, "10.0.0.1"} - {"127.0.0.1"}:
        assert "unreachable" in _connect(place, address, 80)


def test_abstract_sockets_do_not_answer(place: Place) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0understudy-test")
        server.listen()
        script = "import socket; socket.socket(socket.AF_UNIX).connect('\\0understudy-test')"
        assert "Connection refused" in python_inside(place, script).stderr


def test_the_machines_metadata_is_unreachable_directly(place: Place) -> None:
    assert "unreachable" in _connect(place, METADATA, 80)


@pytest.mark.parametrize(
    "host",
    [
        METADATA,
        "2852039166",  # as one number
        "0xa9fea9fe",
        "169.254.43518",
        f"[::ffff:{METADATA}]",
        f"[64:ff9b::{METADATA}]",  # NAT64
        f"[64:ff9b:1::{METADATA}]",
        "[2002:a9fe:a9fe::1]",  # 6to4
        "[fd00:ec2::254]",
        "100.100.100.200",
        "168.63.129.16",
        "metadata.google.internal",
    ],
)
def test_the_machines_metadata_is_refused_by_the_proxy(place: Place, host: str) -> None:
    rules = AddressRules(lookup=_answering([METADATA]))
    answer = with_egress(place, rules, _ask(f"http://{host}/latest/meta-data/"))
    assert answer.output == "403"
    assert len(answer.refusals) == 1


def test_a_name_that_leads_to_the_metadata_at_the_second_look_is_looked_up_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the address that was checked is the one that is dialled."""
    answers = iter(["93.184.216.34", METADATA, METADATA])
    dialled: list[str] = []

    async def dial(ip: str, _port: int) -> None:
        dialled.append(ip)
        raise ConnectionRefusedError

    monkeypatch.setattr("worker.network.egress.asyncio.open_connection", dial)
    rules = AddressRules(lookup=lambda _host, _port: [next(answers)])
    asked = f"{_ask('http://rebind.example/')}; {_ask('http://rebind.example/')}"
    assert with_egress(place, rules, asked).output == "502403"
    assert dialled == ["93.184.216.34"]


def test_a_name_with_one_answer_inside_is_refused(place: Place) -> None:
    rules = AddressRules(lookup=_answering(["93.184.216.34", METADATA]))
    assert with_egress(place, rules, _ask("http://mixed.example/")).output == "403"


def test_what_an_operator_opened_is_reached(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        rules = AddressRules.from_setting(f"orchard.test=127.0.0.1:{server.getsockname()[1]}")
        with_egress(place, rules, "curl -s -m 1 http://orchard.test/ || true")
        server.settimeout(5)
        connection, _ = server.accept()
        assert connection.recv(5) == b"GET /"
        connection.close()


def test_names_are_not_looked_up_inside(place: Place) -> None:
    script = "import socket; socket.getaddrinfo('example.com', 80)"
    assert "gaierror" in python_inside(place, script).stderr


def _connect(place: Place, host: str, port: int) -> str:
    """Return what comes of a plain connection from inside."""
    return python_inside(place, f"import socket; socket.create_connection(({host!r}, {port}), 5)").stderr


def _ask(url: str) -> str:
    """Return a command that prints the status of a request, whoever answers it."""
    return f"curl -s --globoff -o /dev/null -w '%{{http_code}}' --noproxy '' '{url}'"


def _answering(addresses: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    return lambda _host, _port: addresses
