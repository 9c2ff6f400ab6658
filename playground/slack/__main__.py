"""`python -m playground.slack FOLDER PORT`: the stand-in alone, for working on it."""

import sys
from pathlib import Path

from playground.slack.server import SlackServer
from playground.slack.settings import SlackSettings


def main() -> None:
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = SlackSettings(folder=folder, base_url=f"http://127.0.0.1:{port}")
    print(f"Slack stand-in: {settings.base_url}")
    SlackServer(settings, port).run()


if __name__ == "__main__":
    main()
