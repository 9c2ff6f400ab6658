"""Sharing, sharing on, looking again; and finding what got lost."""

from datetime import timedelta

import pytest
from redis import Redis
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.services.afterwards import ask_now
from bot.services.links import Source
from bot.services.lost import ask_for_lost
from bot.services.screencasts import analyze_again, share_video, share_with
from models import Analysis, RunStatus, Video, VideoShare
from models.base import utc_now
from models.errors import UserError
from models.jobs import QueueName
from models.session import transaction
from tests.bot.rows import ANA, every, given_plan, given_run, waiting


def _sweep(engine: Engine, redis: Redis) -> list[tuple[str, str]]:
    with transaction(engine) as session:
        ask_for_lost(session)
    ask_now(session, redis)
    return waiting(redis, QueueName.THREAD)


def _share_and_fail(session: Session) -> None:
    share_video(session, ANA, Source(link="http://a.example/v.mp4"), "C0CHORES", "1.1")
    raise UserError


def test_nothing_is_asked_for_before_the_commit(engine: Engine, redis: Redis) -> None:
    with transaction(engine) as session:
        share_video(session, ANA, Source(link="http://a.example/v.mp4"), "C0CHORES", "1.1")
        assert waiting(redis, QueueName.ANALYSIS) == []
    ask_now(session, redis)
    assert len(waiting(redis, QueueName.ANALYSIS)) == 1


def test_after_a_rollback_nothing_is_asked_for(desk: Desk) -> None:
    with pytest.raises(UserError), desk.work() as session:
        _share_and_fail(session)
    assert waiting(desk.redis, QueueName.ANALYSIS) == []
    assert every(desk.engine, Video) == []


def test_looking_again_adds_an_analysis_and_keeps_the_first(engine: Engine) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        again = analyze_again(session, ANA, shared.video.id)
    assert again.number == 2
    assert len(every(engine, Analysis)) == 2


def test_looking_again_waits_for_the_look_that_is_going(engine: Engine) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        analyze_again(session, ANA, shared.video.id)
    with pytest.raises(UserError, match="already"), transaction(engine) as session:
        analyze_again(session, ANA, shared.video.id)


def test_sharing_twice_shares_once_and_never_with_oneself(engine: Engine) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        assert share_with(session, ANA, shared.video.id, ["U0ANA", "U0BEN"]) == ["U0BEN"]
    with transaction(engine) as session:
        assert share_with(session, ANA, shared.video.id, ["U0BEN"]) == []
    assert len(every(engine, VideoShare)) == 1


def test_the_sweep_asks_for_files_that_were_never_fetched(engine: Engine, redis: Redis) -> None:
    with transaction(engine) as session:
        share_video(session, ANA, Source(file="F0CLIP"), "C0CHORES", "1.1")
    assert "bot.jobs.fetch_file" in [path for path, _ in _sweep(engine, redis)]


def test_the_sweep_nudges_the_card_of_a_run_that_just_ended(engine: Engine, redis: Redis) -> None:
    run = given_run(engine, given_plan(engine), RunStatus.COMPLETED, message="1.2")
    assert ("bot.jobs.show_run", str(run.id)) in _sweep(engine, redis)


def test_the_sweep_leaves_what_ended_long_ago_alone(engine: Engine, redis: Redis) -> None:
    long_ago = utc_now() - timedelta(hours=2)
    run = given_run(engine, given_plan(engine), RunStatus.COMPLETED, message="1.2", completed_at=long_ago)
    assert ("bot.jobs.show_run", str(run.id)) not in _sweep(engine, redis)


def test_a_screencast_belongs_to_who_shared_it(engine: Engine) -> None:
    with transaction(engine) as session:
        share_video(session, ANA, Source(link="http://a.example/v.mp4"), "C0CHORES", "1.1")
    with transaction(engine) as session:
        assert [session.get_one(Video, video.id).owner.member for video in every(engine, Video)] == ["U0ANA"]
