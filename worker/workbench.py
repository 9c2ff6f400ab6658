"""What a job works with: settings, rows, the queue and stored files."""

from dataclasses import dataclass

from redis import Redis
from sqlalchemy import Engine

from models.config import read_settings
from models.jobs import open_redis
from models.session import open_engine
from models.storage import Storage
from worker.config import WorkerSettings


@dataclass(frozen=True)
class Workbench:
    """Everything a job needs, opened once per process and handed on explicitly."""

    settings: WorkerSettings
    engine: Engine
    redis: Redis
    storage: Storage

    @classmethod
    def open(cls) -> "Workbench":
        """Open everything the environment names.

        Raises:
            ConfigurationError: a setting is missing or malformed.
        """
        settings = read_settings(WorkerSettings)
        return cls(
            settings=settings,
            engine=open_engine(settings.database_url.get_secret_value()),
            redis=open_redis(settings.redis_url.get_secret_value()),
            storage=Storage(settings),
        )
