"""The way to the database: one engine per process, one transaction per block."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session


def open_engine(database_url: str) -> Engine:
    """Return an engine that notices a restarted server before a query runs into it.

    Statements are bounded, so that no lock can hold a process forever.
    """
    return create_engine(
        database_url,
        pool_pre_ping=True,
        hide_parameters=True,  # an error never quotes a value
        pool_size=5,
        max_overflow=15,
        connect_args={"connect_timeout": 5, "options": "-c statement_timeout=30000 -c timezone=UTC"},
    )


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Commit on the way out, roll back on any error. Rows stay readable after the commit."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
