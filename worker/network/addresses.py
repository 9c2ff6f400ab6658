"""Which addresses may be reached from outside our own network: public ones, and those an operator opened.

A name is resolved once, every answer is checked, and the caller dials the address that was checked, so a
second answer (DNS rebinding) never counts.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from models.errors import ConfigurationError, UserError
from worker.network.public_internet import IPAddress, is_public

#: host, port -> addresses as text
Lookup = Callable[[str, int], Sequence[str]]

_WEB_PORTS = frozenset({80, 443})
_FIRST_UNPRIVILEGED_PORT = 1024
_LAST_PORT = 65535


class Refused(UserError):  # noqa: N818 - reads as what it says
    """Only public addresses can be reached."""


class NoAddress(Refused):
    """There is no such host. Check the spelling of the address."""


class NotListed(Refused):
    """The run has a list of sites, and this is none of them."""


class ClosedPort(Refused):
    """Pages and APIs of the web are reached, other services are not."""


@dataclass(frozen=True)
class Address:
    """Where to connect: dial `ip` and `port`, and speak of `host`."""

    host: str
    ip: str
    port: int


def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True)
class AddressRules:
    """What may be reached.

    `opened` maps a host to the private address and port an operator opened for it. `allowed`, if not None,
    lists the only hosts, each with its subdomains; an opened host has to be listed as well.
    """

    opened: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    allowed: frozenset[str] | None = None
    lookup: Lookup = look_up

    @classmethod
    def from_setting(cls, text: str) -> "AddressRules":
        """Read ``NAME=ADDRESS:PORT``, comma-separated; empty opens nothing.

        Raises:
            ConfigurationError: it is not of that form.
        """
        entries = [entry.strip() for entry in text.split(",") if entry.strip()]
        return cls(opened=dict(map(_read_opened, entries)))

    def limited_to(self, hosts: Iterable[str] | None) -> "AddressRules":
        """Return the same rules for `hosts` and their subdomains only; None: for every host."""
        allowed = None if hosts is None else frozenset(map(normalised, hosts)) - {""}
        return replace(self, allowed=allowed)

    def resolve(self, host: str, port: int) -> Address:
        """Return where to connect for `host` and `port`. May block on the resolver for some seconds.

        Raises:
            Refused: it may not be reached (or `NoAddress`: it does not exist). The message is for people.
        """
        name, asked = normalised(host), _as_asked(host)
        if self.allowed is not None and not is_within(name, self.allowed):
            raise NotListed(
                f"{asked} is not among the sites this run may reach. "
                "If it should be, start the run again with that site added."
            )
        opened = self.opened.get(name)
        _check_port(asked, port, also=opened[1] if opened else None)
        return Address(name, *(opened or (self._public_address(name, port, asked), port)))

    def _public_address(self, name: str, port: int, asked: str) -> str:
        literal = _literal(name, asked)
        answers = [str(literal)] if literal else self.lookup(name, port)
        if not answers:
            raise NoAddress(f"There is no host {asked}. Check the spelling of the address.")
        # One private answer among public ones is an attempt to get in, so all must be public.
        if not all(is_public(answer) for answer in answers):
            raise _private(asked)
        return answers[0]


def normalised(host: str) -> str:
    """Return a host as it is compared: without brackets and a trailing dot, in lower case, IDNA as ASCII."""
    name = host.strip().strip("[]").rstrip(".").lower()
    try:
        return name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        return name


def _as_asked(host: str) -> str:
    """Return a host as people are told of it: in the case asked for, so that a secret in it is known."""
    name = host.strip().strip("[]").rstrip(".")
    return name if name.isascii() else normalised(name)


def host_of(url: str | None) -> str | None:
    """Return the host of a web page's address; None for anything else, such as ``about:blank``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def is_within(host: str, sites: Collection[str]) -> bool:
    """Whether `host` is one of `sites` or a subdomain of one."""
    name = normalised(host)
    wanted = {normalised(site) for site in sites}
    if _is_address(name):
        return name in wanted
    labels = name.split(".")
    return any(".".join(labels[start:]) in wanted for start in range(len(labels)))


def _literal(name: str, asked: str) -> IPAddress | None:
    """Read an address written out in the one usual way.

    Raises:
        Refused: it is an odd spelling that resolvers read as an address (127.1, 0x7f000001, 2130706433), or
            an address on one of this machine's own networks (fe80::1%eth0).
    """
    if _is_address(name) and "%" not in name:
        return ipaddress.ip_address(name)
    if not name.isascii() or ":" in name or _looks_numeric(name.rpartition(".")[2]):
        raise _private(asked)
    return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _looks_numeric(label: str) -> bool:
    return not label or label.isdigit() or label.startswith("0x")


def _check_port(name: str, port: int, also: int | None) -> None:
    """Let the ports of the web pass; of a public host any unprivileged one, of an opened one its own."""
    opened = port == also if also is not None else _FIRST_UNPRIVILEGED_PORT <= port <= _LAST_PORT
    if port not in _WEB_PORTS and not opened:
        raise ClosedPort(f"Port {port} of {name} is not one that web pages and APIs use, so it stays closed.")


def _private(name: str) -> Refused:
    return Refused(
        f"{name} is not a public address, so it stays closed. "
        "If it should be reachable, an operator can open it with EGRESS_PRIVATE_HOSTS."
    )


def _read_opened(entry: str) -> tuple[str, tuple[str, int]]:
    name, _, address = entry.partition("=")
    ip, _, port = address.rpartition(":")
    try:
        return normalised(name), (str(ipaddress.ip_address(ip.strip("[]"))), int(port))
    except ValueError:
        raise ConfigurationError("EGRESS_PRIVATE_HOSTS must look like NAME=ADDRESS:PORT.") from None
