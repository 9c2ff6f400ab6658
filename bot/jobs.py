"""What others may ask of the bot by name; see `models.jobs`.

Each job takes one row id and may run twice: the row says whether there is still something to do.
"""

import uuid
from contextlib import suppress
from functools import cache
from typing import Final

from sqlalchemy.orm import configure_mappers

from bot.desk import Desk
from bot.services.pictures import rehearse
from bot.thread import analysis, fetch, restore, run
from models.patience import OUTAGES
from models.session import transaction

_PATIENCE: Final = 120.0  #: seconds; drawing may wait for Slack, nobody has just clicked


def fetch_file(analysis_id: str) -> None:
    """Bring a file that Slack hosts into our storage, then have it looked at."""
    fetch.fetch_file(desk(), uuid.UUID(analysis_id))


def show_analysis(analysis_id: str) -> None:
    """Draw the message about a screencast."""
    analysis.show_analysis(desk(), uuid.UUID(analysis_id))


def show_run(run_id: str) -> None:
    """Draw the card of a run."""
    run.show_run(desk(), uuid.UUID(run_id))


def show_restore(restore_id: str) -> None:
    """Draw the message about files being put back."""
    restore.show_restore(desk(), uuid.UUID(restore_id))


def preload() -> None:
    """Make ready what drawing needs, once, before workers are forked. Leaves no connection open."""
    configure_mappers()
    engine = desk().engine
    with suppress(*OUTAGES), transaction(engine) as session:
        rehearse(session)
    engine.dispose()


@cache
def desk() -> Desk:
    """Return the desk of this process; it connects when it is used, so it may be opened before a fork."""
    return Desk.open(_PATIENCE)
