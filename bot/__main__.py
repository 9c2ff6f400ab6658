"""python -m bot listens to Slack; python -m bot thread works for the threads."""

import argparse
import logging
import sys
from functools import partial
from typing import Final

from bot import jobs
from bot.app import create_app
from bot.desk import Desk
from bot.listening import listen
from bot.thread.upkeep import sweep_forever
from models.errors import ConfigurationError, TransientError
from models.jobs import QueueName
from models.pool import run_pool

_PATIENCE: Final = 30.0  #: seconds; somebody has just clicked or typed, and waits for an answer


def main() -> None:
    """Run one of the bot's two processes; a missing setting is named and ends it."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("process", nargs="?", choices=["listen", "thread"], default="listen")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs the secret addresses of uploads
    try:
        (_work if arguments.process == "thread" else _listen)()
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except TransientError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _listen() -> None:
    desk = Desk.open(_PATIENCE)
    desk.settings.require_a_way_to_listen()
    listen(create_app(desk), desk.settings)


def _work() -> None:
    desk = jobs.desk()
    run_pool(
        desk.settings.redis_url.get_secret_value(),
        [[QueueName.THREAD]] * desk.settings.thread_workers,
        preload=jobs.preload,
        others=[partial(sweep_forever, desk)],
    )


if __name__ == "__main__":
    main()
