"""What is made ready before workers are forked."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.pool import QueuePool

from bot import jobs
from bot.desk import Desk
from models import AgentRun, Analysis, Restore
from models.session import open_engine
from playground.services.process import free_port


def connections(engine: Engine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedin() + engine.pool.checkedout()


def test_statements_are_ready_and_no_connection_is_handed_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    event.listen(desk.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    monkeypatch.setattr(jobs, "desk", lambda: desk)

    jobs.preload()

    for rows in (Analysis, AgentRun, Restore):
        assert any(f"FROM {rows.__tablename__}" in statement for statement in asked)
    assert connections(desk.engine) == 0


def test_a_database_that_is_away_keeps_nobody_from_starting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = open_engine(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing")
    monkeypatch.setattr(jobs, "desk", lambda: replace(desk, engine=away))

    jobs.preload()

    assert connections(away) == 0
