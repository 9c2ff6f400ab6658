"""Jobs are asked for by name, once per row, and carry nothing but the row's id."""

import importlib
import inspect
import json
import uuid

import pytest
from redis import Redis

from models.errors import TransientError
from models.jobs import (
    EVERY_JOB,
    EXECUTE,
    SHOW_RUN,
    JobName,
    QueueName,
    enqueue,
    enqueue_anew,
    nudge,
    open_queue,
    take_nudge,
)
from playground.services.process import free_port

ROW = uuid.UUID(int=7)


@pytest.mark.parametrize("job", EVERY_JOB, ids=lambda job: job.path)
def test_every_job_is_a_function_of_one_row_id(job: JobName) -> None:
    module, _, name = job.path.rpartition(".")
    function = getattr(importlib.import_module(module), name)

    (parameter,) = inspect.signature(function).parameters.values()

    assert parameter.annotation is str


def test_a_job_is_asked_for_once_per_row(redis: Redis) -> None:
    assert enqueue(redis, EXECUTE, ROW)
    assert not enqueue(redis, EXECUTE, ROW)

    assert len(open_queue(redis, QueueName.RUN)) == 1


def test_what_a_dead_worker_had_begun_can_be_asked_for_again(redis: Redis) -> None:
    enqueue(redis, EXECUTE, ROW)
    queue = open_queue(redis, QueueName.RUN)
    queue.pop_job_id()  # a worker took it, and was killed
    refused = enqueue(redis, EXECUTE, ROW)

    assert not refused
    assert enqueue_anew(redis, EXECUTE, ROW)
    assert len(queue) == 1


def test_what_waits_in_its_queue_is_not_asked_for_twice(redis: Redis) -> None:
    enqueue(redis, EXECUTE, ROW)

    assert not enqueue_anew(redis, EXECUTE, ROW)


def test_what_lies_in_redis_is_json_with_nothing_but_the_id(redis: Redis) -> None:
    enqueue(redis, EXECUTE, ROW)

    (job,) = open_queue(redis, QueueName.RUN).jobs
    assert json.loads(job.serializer.dumps(job.args)) == [str(ROW)]
    assert job.kwargs == {}


def test_many_nudges_make_one_job(redis: Redis) -> None:
    for _ in range(50):
        nudge(redis, SHOW_RUN, ROW)

    assert len(open_queue(redis, QueueName.THREAD)) == 1


def test_a_change_after_the_nudge_was_taken_nudges_anew(redis: Redis) -> None:
    nudge(redis, SHOW_RUN, ROW)

    assert take_nudge(redis, SHOW_RUN, ROW)
    assert not take_nudge(redis, SHOW_RUN, ROW)
    nudge(redis, SHOW_RUN, ROW)

    assert len(open_queue(redis, QueueName.THREAD)) == 2


def test_a_queue_that_is_away_is_an_error_worth_a_retry() -> None:
    away = Redis(port=free_port())

    with pytest.raises(TransientError):
        enqueue(away, EXECUTE, ROW)
