"""`python -m models`: what an operator needs before and while the bot and the workers run."""

import argparse
import socket
import sys
from collections.abc import Sequence

from rq import Worker

from models.base import utc_now
from models.config import SharedSettings, read_settings
from models.errors import UnderstudyError
from models.jobs import QueueName, open_queue, open_redis
from models.schema import prepare
from models.sealing import generate_key_pair
from models.session import open_engine
from models.storage import Storage


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "keys":
            return _print_keys(arguments.id)
        settings = read_settings(SharedSettings)
        return _prepare(settings) if arguments.command == "prepare" else _alive(settings, arguments.queue)
    except UnderstudyError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    keys = commands.add_parser("keys", help="make a key pair for sealing credentials and print it")
    keys.add_argument(
        "--id", default=f"{utc_now():%Y-%m-%d}", help="what to call it; today's date by default"
    )
    commands.add_parser("prepare", help="bring the database to this version's schema and make the bucket")
    alive = commands.add_parser("alive", help="exit 0 if a worker on this machine serves a queue")
    alive.add_argument("queue", type=QueueName, choices=list(QueueName))
    return parser


def _print_keys(key_id: str) -> int:
    private, public = generate_key_pair(key_id)
    print("# For the workers only: whoever has it can read every credential.")
    print(f"SEALING_PRIVATE_KEYS={private}")
    print("# For the bot: it can only seal.")
    print(f"SEALING_PUBLIC_KEY={public}")
    return 0


def _prepare(settings: SharedSettings) -> int:
    engine = open_engine(settings.database_url.get_secret_value())
    prepare(engine, Storage(settings))
    engine.dispose()
    print("The database and the bucket are ready.")
    return 0


def _alive(settings: SharedSettings, queue: QueueName) -> int:
    here = socket.gethostname()
    with open_redis(settings.redis_url.get_secret_value()) as redis:
        workers = Worker.all(queue=open_queue(redis, queue))
    return 0 if any(worker.hostname == here for worker in workers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
