"""What a program behind the wall asks of the proxy, and what of that the other side is sent."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

# A lone one would end a line for some servers and not for us, and so hide a header from us.
_LONE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_DROPPED = frozenset({b"proxy-connection", b"proxy-authorization", b"connection", b"host"})


class Malformed(Exception):  # noqa: N818 - reads as what it says
    """Not a proxy request."""


@dataclass(frozen=True)
class ProxyRequest:
    host: str  #: in the case it was asked in
    port: int
    opening: bytes  #: what goes to the other side first; empty for a tunnel


async def read_proxy_request(reader: asyncio.StreamReader) -> ProxyRequest:
    """Read a request's head from a client of the proxy.

    Raises:
        Malformed: it is none.
        IncompleteReadError: the client is gone.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        _check_lines(head)
        method, target, _ = head.partition(b"\r\n")[0].decode("latin-1").split(" ")
        url = urlsplit(f"//{target}" if method == "CONNECT" else target)
        host, port = _host(url), url.port
    except (ValueError, asyncio.LimitOverrunError):
        raise Malformed from None
    if method == "CONNECT" and host and port:
        return ProxyRequest(host, port, b"")
    if url.scheme != "http" or not host:
        raise Malformed
    path = (url._replace(scheme="", netloc="", fragment="").geturl() or "/").encode("latin-1")
    return ProxyRequest(host, port or 80, _rewritten(head, method.encode("latin-1"), path, url.netloc))


def _host(url: SplitResult) -> str | None:
    """Return the host as it is written: if it is refused, a secret in it must be read as one."""
    lowered = url.hostname
    at = url.netloc.lower().rfind(lowered or "")
    return url.netloc[at : at + len(lowered)] if lowered and at >= 0 else lowered


def _check_lines(head: bytes) -> None:
    if _LONE_LINE_END.search(head):
        raise Malformed


def _rewritten(head: bytes, method: bytes, path: bytes, netloc: str) -> bytes:
    """Turn a request to a proxy into one to the server; one per connection, as the next may go elsewhere."""
    lines = [line for line in head.split(b"\r\n")[1:] if line]
    kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in _DROPPED]
    host = netloc.rpartition("@")[2].encode("latin-1")
    first = [method + b" " + path + b" HTTP/1.1", b"Host: " + host, b"Connection: close"]
    return b"\r\n".join([*first, *kept, b"", b""])
