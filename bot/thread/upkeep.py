"""Once a minute: files nobody fetched, and messages nobody redrew, since a process died or Redis was away."""

import logging
import time
from typing import Final, NoReturn

from bot.desk import Desk
from bot.services.lost import ask_for_lost
from models.errors import UnderstudyError

_SECONDS: Final = 60

_log = logging.getLogger(__name__)


def sweep_forever(desk: Desk) -> NoReturn:
    """Sweep now and then every minute."""
    while True:
        sweep(desk)
        time.sleep(_SECONDS)


def sweep(desk: Desk) -> None:
    """Ask for every lost job again. Asking twice does no harm: drawing what is drawn already is skipped."""
    try:
        with desk.work() as session:
            ask_for_lost(session)
    except UnderstudyError as error:
        _log.warning("Could not look for lost jobs: %s", error)
