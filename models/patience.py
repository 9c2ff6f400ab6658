"""Riding out an outage: what a job must not lose is tried again until it works."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

from models.errors import TransientError

_log = logging.getLogger(__name__)

Result = TypeVar("Result")

_PAUSE = 0.5
#: What rows, queue and files raise while they are away for a moment.
OUTAGES = (OperationalError, InterfaceError, TransientError)


def insist(action: Callable[[], Result], seconds: float = 120) -> Result:
    """Return what `action` returns, trying again for up to `seconds` while something it needs is away.

    Raises:
        OperationalError, InterfaceError, TransientError: it stayed away.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            return action()
        except OUTAGES:
            if time.monotonic() > deadline:
                raise
            _log.warning("Something is away for a moment; trying again", exc_info=True)
            time.sleep(_PAUSE)
