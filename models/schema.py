"""Bringing a database to the schema these models describe."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from models.storage import Storage

_CONFIGURATION = Path(__file__).parents[1] / "migrations" / "alembic.ini"


def prepare(engine: Engine, storage: Storage) -> None:
    """Bring the database to this version's schema and make the bucket. Safe to repeat.

    Raises:
        TransientError: object storage does not answer.
    """
    migrate(engine)
    storage.ensure_bucket()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to `revision`. Safe to call from many processes at once: an advisory lock makes them queue."""
    with engine.begin() as connection:
        command.upgrade(_configuration(connection), revision)


def unmigrate(engine: Engine, revision: str = "base") -> None:
    """Downgrade to `revision`."""
    with engine.begin() as connection:
        command.downgrade(_configuration(connection), revision)


def _configuration(connection: object) -> Config:
    configuration = Config(_CONFIGURATION)
    configuration.attributes["connection"] = connection
    return configuration
