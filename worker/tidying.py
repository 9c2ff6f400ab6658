"""Clearing up what nobody needs any more: checkpoints' leftovers in storage, killed runs' on this machine."""

import logging
import time
from typing import Final, NoReturn

from models.patience import OUTAGES
from worker.checkpoints.collect import collect_when_due
from worker.wall.leftovers import discard_leftovers
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_SECONDS: Final = 30  #: between two times


def tidy_forever(workbench: Workbench) -> NoReturn:
    """Clear up now and then what nobody needs any more. It may take its time, which the sweep may not."""
    while True:
        try:
            collect_when_due(workbench)
            discard_leftovers(workbench.settings.workspaces)
        except OUTAGES:
            _log.warning("Rows or files are away for a moment; clearing up later")
        time.sleep(_SECONDS)
