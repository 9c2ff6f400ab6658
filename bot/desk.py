"""What the bot works with: settings, rows, the queue, stored files and Slack."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from bot.config import BotSettings
from bot.services.afterwards import ask_now
from bot.slack import Slack
from models.config import read_settings
from models.errors import TransientError
from models.jobs import open_redis
from models.patience import insist
from models.sealing import Sealer
from models.session import open_engine, transaction
from models.storage import Storage

#: Slack repeats an event for about six minutes.
_CLAIM_SECONDS: Final = 15 * 60
_DATABASE_AWAY: Final = (OperationalError, InterfaceError)


@dataclass(frozen=True)
class Desk:
    """Everything a listener or a thread job needs, opened once per process and handed on explicitly."""

    settings: BotSettings
    engine: Engine
    redis: Redis
    storage: Storage
    slack: Slack
    sealer: Sealer

    @classmethod
    def open(cls, patience: float) -> "Desk":
        """Open everything the environment names; `patience` is in seconds, see `Slack`.

        Raises:
            ConfigurationError: a setting is missing or malformed.
        """
        settings = read_settings(BotSettings)
        redis = open_redis(settings.redis_url.get_secret_value())
        return cls(
            settings=settings,
            engine=open_engine(settings.database_url.get_secret_value()),
            redis=redis,
            storage=Storage(settings),
            slack=Slack(settings, redis, patience),
            sealer=Sealer.parse(settings.sealing_public_key),
        )

    @contextmanager
    def work(self, patience: float = 90) -> Iterator[Session]:
        """Give one transaction; what its services asked for is enqueued once it is committed.

        A database that is away is waited for, for up to `patience` seconds.

        Raises:
            TransientError: it stayed away, or went away in between.
        """
        try:
            with transaction(self.engine) as session:
                insist(session.connection, patience)
                yield session
        except _DATABASE_AWAY as error:
            raise TransientError("The database does not answer.") from error
        ask_now(session, self.redis)

    @contextmanager
    def once(self, what: str) -> Iterator[bool]:
        """Give whether we are the first, of all processes and for a quarter of an hour, to do `what`.

        If it fails, somebody else may be the first.

        Raises:
            TransientError: Redis does not answer.
        """
        key = f"understudy:once:{what}"
        try:
            first = bool(self.redis.set(key, 1, nx=True, ex=_CLAIM_SECONDS))
        except RedisError as error:
            raise TransientError("Redis does not answer.") from error
        try:
            yield first
        except Exception:
            if first:
                self.redis.delete(key)
            raise
