"""Commit first, then enqueue: services say what they want done, and it is asked for after the commit."""

import logging
import uuid
from collections.abc import Callable
from functools import partial
from typing import Final

from redis import Redis
from sqlalchemy.orm import Session

from models.errors import TransientError
from models.jobs import JobName, enqueue, nudge

_WISHES: Final = "understudy.afterwards"

_log = logging.getLogger(__name__)


def enqueue_afterwards(session: Session, job: JobName, row_id: uuid.UUID) -> None:
    """Enqueue `job` once the session's transaction is committed."""
    _wish(session, partial(enqueue, job=job, row_id=row_id))


def nudge_afterwards(session: Session, job: JobName, row_id: uuid.UUID) -> None:
    """Say that a row's picture is stale, once the session's transaction is committed."""
    _wish(session, partial(nudge, job=job, row_id=row_id))


def ask_now(session: Session, redis: Redis) -> None:
    """Ask for everything that was wished for.

    The rows are safe, so a lost wish is only late: a sweep asks again.
    """
    for wish in session.info.pop(_WISHES, []):
        try:
            wish(redis)
        except TransientError as error:
            _log.warning("%s The sweep will ask again.", error)
            return


def _wish(session: Session, wish: Callable[[Redis], object]) -> None:
    session.info.setdefault(_WISHES, []).append(wish)
