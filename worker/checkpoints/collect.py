"""Collecting garbage: stored objects that no row leads to any more.

Packs and manifests are left by a worker that died between storing and committing, and by screencasts and
people that were removed. Anything young is spared: it may belong to a checkpoint that is being taken
right now. What a run leaves for people to look at is stored after the run's row, so it is garbage once that
row is gone.
"""

import logging
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from typing import Final

from redis.exceptions import RedisError
from sqlalchemy import select

from models import AgentCheckpoint, AgentRun
from models.base import utc_now
from models.errors import TransientError
from models.session import transaction
from models.storage import Storage
from worker.checkpoints.manifest import OBJECT_NAME, DamagedCheckpoint
from worker.checkpoints.opening import CheckpointsLocked, open_store
from worker.checkpoints.store import ROOT, CheckpointStore, Stored, made_at, name_in
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

GRACE = timedelta(days=1)
_DUE = "understudy:checkpoints:collected"
_RUNS: Final = "runs/"
_OF_A_RUN: Final = re.compile(_RUNS + r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/artifacts/")


def collect_when_due(workbench: Workbench) -> None:
    """Collect once a day, whoever asks and however often.

    Raises:
        TransientError: something is away; the rest waits for the next day.
    """
    try:
        due = workbench.redis.set(_DUE, 1, nx=True, ex=GRACE)
    except RedisError as error:
        raise TransientError("Redis does not answer.") from error
    if due:
        collect(workbench)


def collect(workbench: Workbench, grace: timedelta = GRACE) -> int:
    """Delete what no row needs, of checkpoints only what is older than `grace`; return how many objects."""
    deleted = 0
    for key in chain(_of_no_checkpoint(workbench, grace), _of_no_run(workbench)):
        workbench.storage.delete(key)
        deleted += 1
    _log.info("Deleted %d objects that no row needs", deleted)
    return deleted


def _of_no_run(workbench: Workbench) -> Iterator[str]:
    """Yield what runs left that are gone. The objects are listed first: a run that begins now has none."""
    keys = list(workbench.storage.keys(_RUNS))
    with transaction(workbench.engine) as session:
        runs = set(session.scalars(select(AgentRun.id)))
    for key in keys:
        if (found := _OF_A_RUN.match(key)) and uuid.UUID(found[1]) not in runs:
            yield key


def _of_no_checkpoint(workbench: Workbench, grace: timedelta) -> Iterator[str]:
    """Yield packs and manifests older than `grace` that no checkpoint needs."""
    for prefix, keys in _keys_by_prefix(workbench.storage).items():
        old = {key for key in keys if made_at(key) < utc_now() - grace}
        with suppress(CheckpointsLocked):  # nobody can tell what of them is needed
            yield from old - _needed(workbench, prefix) if old else old


def _keys_by_prefix(storage: Storage) -> dict[str, set[str]]:
    """Group what is stored by video and user; names that are not ours are left alone."""
    groups = defaultdict(set)
    for key in storage.keys(ROOT):
        if OBJECT_NAME.match(name_in(key)):
            groups[key.rsplit("/", 2)[0] + "/"].add(key)
    return groups


def _needed(workbench: Workbench, prefix: str) -> set[str]:
    """Return the keys that this prefix's checkpoints need."""
    video_id, user_id = (uuid.UUID(part) for part in prefix.removeprefix(ROOT).strip("/").split("/"))
    with transaction(workbench.engine) as session:
        rows = session.scalars(
            select(AgentCheckpoint).where(AgentCheckpoint.object_key.startswith(prefix, autoescape=True))
        ).all()
        if not rows:
            return set()
        store = open_store(workbench, session, video_id, user_id)
    return set().union(*(_needed_by(store, Stored(row.object_key, row.digest)) for row in rows))


def _needed_by(store: CheckpointStore, stored: Stored) -> set[str]:
    """Return the keys one checkpoint needs: all there are if it cannot be read, as it may be repaired."""
    try:
        packs = store.get_manifest(stored).packs
    except DamagedCheckpoint:
        packs = store.packs()
    return {stored.object_key} | {store.pack_key(pack) for pack in packs}
