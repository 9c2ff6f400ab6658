"""Which addresses are on the public internet, whatever else is hidden in them."""

import ipaddress
import socket

import psutil

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Explicit, because what `ipaddress` calls global differs between patch releases of Python.
_NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and one cloud's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # a public address that answers as one cloud's host agent
        "169.254.0.0/16",  # link-local: most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # so v4-mapped, NAT64, unique local and link-local are out
_NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarking and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any IPv4 address inside
        "3fff::/20",
    )
)


def is_public(text: str) -> bool:
    """Whether an address is on the public internet and not one of this machine's own."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return _is_global(address) and str(address) not in _own_addresses()


def _is_global(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    return address in _PUBLIC_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


def _own_addresses() -> set[str]:
    """Return this machine's addresses: what listens everywhere answers on them as on loopback."""
    cards = psutil.net_if_addrs().values()
    internet = (socket.AF_INET, socket.AF_INET6)
    return {entry.address.partition("%")[0] for card in cards for entry in card if entry.family in internet}
