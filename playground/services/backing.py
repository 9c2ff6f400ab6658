"""The three servers that hold everything: rows, jobs and files."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playground.keys import Keys
from playground.services.objects import ObjectServer, start_objects
from playground.services.postgres import Postgres, start_postgres
from playground.services.valkey import Valkey, start_valkey

BUCKET = "understudy"
_ACCESS_KEY = "playground"


@dataclass(frozen=True)
class Backing:
    postgres: Postgres
    valkey: Valkey
    objects: ObjectServer

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
def backing(state: Path, keys: Keys) -> Iterator[Backing]:
    """Run the servers over the data in `state`; stop them cleanly, the last first.

    Raises:
        DidNotStart: names the server and its log.
    """
    logs = state / "logs"
    with ExitStack() as running:
        postgres = start_postgres(state / "postgres", keys.postgres_password, logs)
        running.callback(postgres.child.stop)
        valkey = start_valkey(state / "valkey", keys.valkey_password, logs)
        running.callback(valkey.child.stop)
        objects = start_objects(state / "objects", _ACCESS_KEY, keys.objects_secret, logs)
        running.callback(objects.child.stop)
        yield Backing(postgres, valkey, objects)
