"""Having a run's card drawn again after changes, without ever waiting for the queue."""

import logging
import threading
import uuid

from redis import Redis

from models.errors import TransientError
from models.jobs import SHOW_RUN, nudge

_log = logging.getLogger(__name__)

_PATIENCE = 1.0  # seconds a nudge may still take at the end; the run's own last nudge makes up for it


class Nudger:
    """Nudges on a thread of its own: a queue that is away delays neither rows nor the end of a run."""

    def __init__(self, redis: Redis, run_id: uuid.UUID) -> None:
        self._redis = redis
        self._run_id = run_id
        self._stale = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._nudge_on, name=f"nudger-{run_id}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def changed(self) -> None:
        """Say that a row changed; many changes at once make one nudge."""
        self._stale.set()

    def stop(self) -> None:
        self._stopped = True
        self._stale.set()
        self._thread.join(_PATIENCE)

    def _nudge_on(self) -> None:
        while not self._stopped:
            self._stale.wait()
            self._stale.clear()
            try:
                nudge(self._redis, SHOW_RUN, self._run_id)
            except TransientError:
                _log.warning("The thread of run %s will be drawn later: the queue is away", self._run_id)
