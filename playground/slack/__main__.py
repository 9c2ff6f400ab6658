"""`python -m playground.slack FOLDER PORT`: the stand-in alone, for working on it."""

import signal
import sys
from pathlib import Path

from playground.loopback import serving
from playground.slack.server import create_slack
from playground.slack.settings import SlackSettings


def main() -> None:
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = SlackSettings(folder=folder, base_url=f"http://127.0.0.1:{port}")
    with serving(create_slack(settings), port):
        print(f"Slack stand-in: {settings.base_url}", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()
