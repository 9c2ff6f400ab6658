"""What the desk promises when something goes wrong."""

import threading
from dataclasses import replace

import pytest
from pydantic import SecretStr
from redis import Redis

from bot.desk import Desk
from models import User
from models.errors import TransientError
from models.session import open_engine
from tests.bot.rows import every


def test_something_is_done_once_even_if_it_is_asked_for_twice(desk: Desk) -> None:
    with desk.once("event:1") as first, desk.once("event:1") as second:
        assert (first, second) == (True, False)


def test_what_failed_may_be_tried_again(desk: Desk) -> None:
    with pytest.raises(TransientError), desk.once("event:1"):
        raise TransientError
    with desk.once("event:1") as first:
        assert first


def test_a_repetition_that_fails_does_not_open_the_door_again(desk: Desk) -> None:
    with desk.once("event:1"):
        pass
    with pytest.raises(TransientError), desk.once("event:1"):
        raise TransientError
    with desk.once("event:1") as first:
        assert not first


def test_a_database_that_stays_away_is_given_up_in_the_end(desk: Desk) -> None:
    away = replace(desk, engine=open_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing"))
    with pytest.raises(TransientError, match="database"), away.work(patience=0.6):
        pass


def test_a_database_that_comes_back_is_waited_for(desk: Desk, database_url: str) -> None:
    gone = open_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    connect = desk.engine.connect
    back = threading.Timer(0.7, lambda: setattr(gone, "connect", connect))
    back.start()
    with replace(desk, engine=gone).work(patience=20) as session:
        session.add(User(workspace="T0PLAY", member="U0ANA"))
    assert len(every(desk.engine, User)) == 1


def test_redis_being_away_is_worth_a_retry(desk: Desk) -> None:
    away = replace(desk, redis=Redis.from_url("redis://127.0.0.1:9"))
    with pytest.raises(TransientError, match="Redis"), away.once("event:1"):
        pass


def test_settings_do_not_show_their_secrets(desk: Desk) -> None:
    assert isinstance(desk.settings.slack_bot_token, SecretStr)
    assert desk.settings.slack_bot_token.get_secret_value() not in repr(desk)
