"""The gate of a wall: forwarders from loopback ports to unix sockets, where the command cannot get at them.

They live in the command's network, but in a process namespace around its own: it can neither see nor stop
them, nor take the port of one that is gone, as then everything inside ends.
"""

from collections.abc import Iterable

_FORWARD = """
{{ socat TCP4-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork UNIX-CONNECT:{socket}; kill -KILL $$; }} &
"""
# A loop's status is that of its last command.
_WAIT = """
for _ in {{1..200}}; do
  {{ : </dev/tcp/127.0.0.1/{port}; }} 2>/dev/null && break
  sleep 0.005; false
done || exit 125
"""
_GO_ON = 'exec "$@"\n'


def inside_socket(port: int) -> str:
    """Return where the unix socket lies that `port` leads to."""
    return f"/run/{port}.sock"


def opened(ports: Iterable[int]) -> list[str]:
    """Return the command that opens `ports` and becomes its arguments."""
    forwarders = [_FORWARD.format(port=port, socket=inside_socket(port)) for port in ports]
    return _shell(*forwarders, name="gate")


def awaited(ports: Iterable[int]) -> list[str]:
    """Return the command that becomes its arguments once each of `ports` is open, and fails if one is not."""
    return _shell(*(_WAIT.format(port=port) for port in ports), name="awaited")


def _shell(*lines: str, name: str) -> list[str]:
    return ["/bin/bash", "-c", "".join([*lines, _GO_ON]), name]
