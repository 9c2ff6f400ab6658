"""What each side may ask of the other: jobs by name, ids only, as JSON.

Commit first, then enqueue. Every job may run twice, and a lost one is found again by the sweep.
"""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.executions import ExecutionRegistry
from rq.job import Job
from rq.serializers import JSONSerializer

from models.errors import TransientError

HOUR = 3600
#: What a client raises while Redis is away for a moment.
REDIS_AWAY = (RedisConnectionError, RedisTimeoutError)


class QueueName(StrEnum):
    ANALYSIS = "analysis"
    RUN = "run"
    UPKEEP = "upkeep"
    THREAD = "thread"


@dataclass(frozen=True)
class JobName:
    """A function on the other side, found by its dotted path; it takes one row id as text."""

    path: str
    queue: QueueName
    timeout: int  #: seconds


ANALYZE = JobName("worker.jobs.analyze", QueueName.ANALYSIS, HOUR)  # analysis id
#: A run has a clock of its own; this one also counts the time that it waits for answers.
EXECUTE = JobName("worker.jobs.execute", QueueName.RUN, 24 * HOUR)  # run id
RESTORE = JobName("worker.jobs.restore", QueueName.UPKEEP, HOUR)  # restore id
FETCH_FILE = JobName("bot.jobs.fetch_file", QueueName.THREAD, HOUR)  # analysis id
SHOW_ANALYSIS = JobName("bot.jobs.show_analysis", QueueName.THREAD, 300)  # analysis id
SHOW_RUN = JobName("bot.jobs.show_run", QueueName.THREAD, 300)  # run id
SHOW_RESTORE = JobName("bot.jobs.show_restore", QueueName.THREAD, 300)  # restore id

EVERY_JOB = (ANALYZE, EXECUTE, RESTORE, FETCH_FILE, SHOW_ANALYSIS, SHOW_RUN, SHOW_RESTORE)

#: How long a "somebody will draw this" mark lives if the process that set it died before drawing.
_NUDGE_SECONDS = 30


def open_redis(url: str) -> Redis:
    """Return a client that rides out a restart of the server (about half a minute of retries)."""
    return Redis.from_url(
        url,
        retry=Retry(ExponentialBackoff(cap=4, base=0.1), retries=10),
        retry_on_error=list(REDIS_AWAY),
        health_check_interval=30,
        socket_connect_timeout=5,
    )


def open_queue(redis: Redis, name: QueueName) -> Queue:
    return Queue(name.value, connection=redis, serializer=JSONSerializer)


def enqueue(redis: Redis, job: JobName, row_id: uuid.UUID) -> bool:
    """Ask for `job` on one row; False if the same one is already queued or running.

    Raises:
        TransientError: the queue does not answer. The row is committed, so the sweep will ask again.
    """
    try:
        open_queue(redis, job.queue).enqueue(
            job.path,
            str(row_id),
            job_id=_job_id(job, row_id),
            unique=True,
            job_timeout=job.timeout,
            result_ttl=0,
            failure_ttl=0,
        )
    except DuplicateJobError:
        return False
    except REDIS_AWAY as error:
        raise TransientError("The job queue does not answer.") from error
    return True


def enqueue_anew(redis: Redis, job: JobName, row_id: uuid.UUID) -> bool:
    """Ask again for a job whose worker died, as its row shows; False while it waits in its queue.

    RQ may still hold it for started, and would refuse a second one of that name.
    """
    job_id = _job_id(job, row_id)
    try:
        if job_id in open_queue(redis, job.queue).get_job_ids():
            return False
        redis.delete(Job.key_for(job_id), ExecutionRegistry(job_id, redis).key)
    except REDIS_AWAY as error:
        raise TransientError("The job queue does not answer.") from error
    return enqueue(redis, job, row_id)


def nudge(redis: Redis, job: JobName, row_id: uuid.UUID) -> None:
    """Say that a row changed and its picture in the thread is stale. Cheap: many nudges make one job.

    The drawing side calls `take_nudge` before it reads the rows, so a change after that nudges anew.
    """
    try:
        if redis.set(_mark(job, row_id), 1, nx=True, ex=_NUDGE_SECONDS):
            open_queue(redis, job.queue).enqueue(
                job.path, str(row_id), job_timeout=job.timeout, result_ttl=0, failure_ttl=0
            )
    except REDIS_AWAY as error:
        raise TransientError("The job queue does not answer.") from error


def take_nudge(redis: Redis, job: JobName, row_id: uuid.UUID) -> bool:
    """Clear the mark; True if somebody had nudged since it was last cleared."""
    return bool(redis.delete(_mark(job, row_id)))


def _job_id(job: JobName, row_id: uuid.UUID) -> str:
    return f"{job.path}-{row_id}".replace(".", "-")


def _mark(job: JobName, row_id: uuid.UUID) -> str:
    return f"understudy:nudge:{job.path}:{row_id}"
