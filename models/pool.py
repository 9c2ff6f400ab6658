"""Processes that carry out jobs: one worker each, all of them children of one that watches over them."""

import ctypes
import gc
import logging
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Final, NoReturn

from rq import Queue, Worker
from rq.executions import Execution
from rq.job import Job
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from models.jobs import REDIS_AWAY, QueueName, open_queue, open_redis

#: Seconds after which RQ counts a silent, idle worker as dead.
_SILENCE: Final = 30
#: Seconds that Redis may be away without forgetting the job that a worker has begun. Nobody waits that long
#: for a worker that died: its rows tell the sweep much sooner.
_LONGEST_ABSENCE: Final = 180
_PR_SET_PDEATHSIG: Final = 1

_log = logging.getLogger(__name__)


class JobWorker(Worker):
    """An RQ worker whose job dies with it, and outlasts an absence of Redis."""

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:  # noqa: ARG002 - RQ's signature
        return _LONGEST_ABSENCE

    def clean_registries(self) -> None:
        """Forget what workers that died had begun, before RQ looks: it stumbles over records that expired.

        Nothing is lost with it: rows say what is left to do, and the sweep asks for it again.
        """
        for queue in self.queues:
            started = StartedJobRegistry(queue=queue)
            self.connection.zremrangebyscore(started.key, 0, time.time())
        super().clean_registries()  # type: ignore[no-untyped-call]  # RQ has no annotation here

    def maintain_heartbeats(self, job: Job, execution: Execution) -> None:
        """Let a job go on while Redis is away: RQ would end this worker, and its job with it."""
        try:
            super().maintain_heartbeats(job, execution)
        except REDIS_AWAY:
            _log.warning("Redis is away; job %s goes on", job.id)

    def handle_warm_shutdown_request(self) -> None:
        """Tell a job that is going: one that can end early does, any other is waited for."""
        if self.horse_pid:
            with suppress(ProcessLookupError):
                os.kill(self.horse_pid, signal.SIGTERM)

    def setup_work_horse_signals(self) -> None:
        """Leave both signals to the worker; a job that can end early listens for SIGTERM itself."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def main_work_horse(self, job: Job, queue: Queue) -> NoReturn:
        die_with_parent(signal.SIGKILL)
        super().main_work_horse(job, queue)
        raise AssertionError("RQ ends the process of a job")  # pragma: no cover


def die_with_parent(signum: signal.Signals) -> None:
    """Have the kernel send `signum` to this process when its parent ends, however that happens."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signum))


def work(redis_url: str, queues: Sequence[QueueName]) -> None:
    """Carry out jobs of `queues`, the first ones first, until SIGTERM; a job that is going is finished."""
    redis = open_redis(redis_url)
    worker = JobWorker(
        [open_queue(redis, name) for name in queues],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=_SILENCE,
        job_monitoring_interval=_SILENCE // 3,
        maintenance_interval=_SILENCE // 3,
        log_job_description=False,
    )
    worker.work(logging_level="WARNING")


def run_pool(
    redis_url: str,
    queues: Sequence[Sequence[QueueName]],
    preload: Callable[[], object],
    others: Sequence[Callable[[], None]] = (),
    patience: float = 20,
) -> None:
    """Keep one worker per entry of `queues` alive, and one process per function of `others`.

    Returns after SIGTERM or SIGINT, when all of them have ended.

    Args:
        redis_url: where the jobs are.
        queues: what each worker listens to.
        preload: imports what jobs need, once, before anything is forked. It must open no connection.
        others: functions that run for as long as the pool does.
        patience: seconds that a job may still take after the signal.
    """
    preload()
    gc.freeze()  # what is loaded by now stays shared between all children
    targets: list[Callable[[], None]] = [partial(work, redis_url, names) for names in queues]
    _Pool([_Place(target) for target in (*targets, *others)], patience).run()


@dataclass
class _Place:
    """What one child does, and that child."""

    target: Callable[[], None]
    process: ForkProcess | None = None
    started: float = field(default=0.0)

    def fill(self) -> None:
        self.started = time.monotonic()
        self.process = multiprocessing.get_context("fork").Process(
            target=_begin, args=(self.target, os.getpid())
        )
        self.process.start()


class _Pool:
    def __init__(self, places: Sequence[_Place], patience: float) -> None:
        self._places = places
        self._patience = patience
        self._stopping = False

    def run(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._stop)
        for place in self._places:
            place.fill()
        while not self._stopping:
            wait([place.process.sentinel for place in self._places if place.process], timeout=1)
            self._replace_dead()
        self._end()

    def _stop(self, _signum: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _replace_dead(self) -> None:
        for place in self._places:
            # At most once a second, or a child that cannot start would keep a core busy.
            rested = time.monotonic() - place.started > 1
            if place.process and not place.process.is_alive() and rested and not self._stopping:
                _log.warning("A worker ended with %s; another takes its place", place.process.exitcode)
                place.fill()

    def _end(self) -> None:
        processes = [place.process for place in self._places if place.process]
        for process in processes:
            process.terminate()
        give_up_at = time.monotonic() + self._patience
        for process in processes:
            process.join(max(0.0, give_up_at - time.monotonic()))
        for process in processes:
            process.kill()
            process.join()


def _begin(target: Callable[[], None], parent: int) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_DFL)
    die_with_parent(signal.SIGTERM)
    if os.getppid() != parent:  # not "is 1": in a container the pool itself may be process 1
        return  # the parent ended before the kernel was asked to watch it
    random.seed()
    target()
