"""python -m worker: carries out jobs; with a command it does one thing and ends."""

import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial

from models.errors import ConfigurationError
from models.jobs import QueueName
from models.pool import run_pool
from worker import jobs
from worker.sweep import sweep_forever
from worker.tidying import tidy_forever

_USAGE = """\
python -m worker                 carries out jobs: analyses, runs, restores
python -m worker analyze ...     draws a plan from a video
python -m worker sandbox ...     runs a command behind the wall that runs live in
python -m worker checkpoint ...  lists and exports checkpoints, and cleans up after them
python -m worker reseal          seals stored credentials to the newest key
"""

_COMMANDS = {
    "analyze": "worker.analysis.cli",
    "checkpoint": "worker.checkpoints.cli",
    "reseal": "worker.reseal",
    "sandbox": "worker.wall.cli",
}


def main(argv: Sequence[str]) -> int:
    """Do what `argv` asks for; returns the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line per request to the model
    try:
        if not argv:
            return _work()
        return _command(argv[0])(argv[1:])
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2


def _work() -> int:
    workbench = jobs.workbench()
    settings = workbench.settings
    run_pool(
        settings.redis_url.get_secret_value(),
        [
            *[[QueueName.RUN]] * settings.run_workers,
            *[[QueueName.ANALYSIS]] * settings.analysis_workers,
            [QueueName.UPKEEP],
        ],
        preload=jobs.preload,
        others=[partial(sweep_forever, workbench), partial(tidy_forever, workbench)],
    )
    return 0


def _command(name: str) -> Callable[[Sequence[str]], int]:
    """Load one command only: some are heavy."""
    if name not in _COMMANDS:
        raise ConfigurationError(_USAGE)
    command: Callable[[Sequence[str]], int] = importlib.import_module(_COMMANDS[name]).main
    return command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
