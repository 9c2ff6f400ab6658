"""The three servers that hold everything: rows, jobs and files."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal, TypeVar

from playground.keys import Keys
from playground.services.objects import ObjectServer, start_objects
from playground.services.postgres import Postgres, start_postgres
from playground.services.valkey import Valkey, start_valkey

BUCKET = "understudy"
_ACCESS_KEY = "playground"

Server = TypeVar("Server", Postgres, Valkey, ObjectServer)
ServerName = Literal["postgres", "valkey", "objects"]


class Backing:
    """The servers over the data in one state folder, started by `backing`."""

    def __init__(self, state: Path, keys: Keys, running: ExitStack) -> None:
        logs = state / "logs"

        def postgres(port: int | None = None) -> Postgres:
            return start_postgres(state / "postgres", keys.postgres_password, logs, port)

        def valkey(port: int | None = None) -> Valkey:
            return start_valkey(state / "valkey", keys.valkey_password, logs, port)

        def objects(port: int | None = None) -> ObjectServer:
            return start_objects(state / "objects", _ACCESS_KEY, keys.objects_secret, logs, port)

        self._running = running
        self.postgres = self._started(postgres())
        self.valkey = self._started(valkey())
        self.objects = self._started(objects())
        self._start_again: dict[ServerName, Callable[[int], Postgres | Valkey | ObjectServer]] = {
            "postgres": postgres,
            "valkey": valkey,
            "objects": objects,
        }

    def environment(self) -> dict[str, str]:
        """Return the settings that the bot and the workers share."""
        return {
            "DATABASE_URL": self.postgres.url(),
            "REDIS_URL": self.valkey.url,
            "S3_ENDPOINT_URL": self.objects.url,
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY_ID": self.objects.access_key,
            "S3_SECRET_ACCESS_KEY": self.objects.secret_key,
        }

    @contextmanager
    def without(self, name: ServerName) -> Iterator[None]:
        """Have one server away inside the block, and back at its address with its data afterwards."""
        away: Postgres | Valkey | ObjectServer = getattr(self, name)
        away.child.stop()
        yield
        self._running.callback(self._start_again[name](away.port).child.stop)

    def _started(self, server: Server) -> Server:
        self._running.callback(server.child.stop)
        return server


@contextmanager
def backing(state: Path, keys: Keys) -> Iterator[Backing]:
    """Run the servers; stop them cleanly on the way out, the last first.

    Raises:
        DidNotStart: names the server and its log.
    """
    with ExitStack() as running:
        yield Backing(state, keys, running)
