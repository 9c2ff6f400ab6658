"""Runs migrations: one process at a time, and never waiting long for somebody else's lock."""

from alembic import context
from sqlalchemy import Connection, text

from models import Base
from models.config import DatabaseSettings, read_settings
from models.session import open_engine

_ADVISORY_LOCK = 7_237_410_553  # any number nobody else uses


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, compare_server_default=True)
    with context.begin_transaction():
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        connection.execute(text("SET LOCAL statement_timeout = '10min'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        context.run_migrations()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is not None:
    _migrate(handed_over)
else:
    engine = open_engine(read_settings(DatabaseSettings).database_url.get_secret_value())
    with engine.connect() as own:
        _migrate(own)
    engine.dispose()
