"""Unix sockets that one run's user may connect to, and nobody else."""

import os
import socket
from pathlib import Path


def listening_socket(path: Path, uid: int | None) -> socket.socket:
    """Return a bound stream socket at `path`; `uid` becomes its owner, None keeps the present user."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    path.chmod(0o600)
    if uid is not None:
        os.chown(path, uid, uid)
    server.settimeout(0)  # non-blocking
    return server
