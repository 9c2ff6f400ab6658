"""`python -m playground`: a whole workplace on this machine, until Ctrl-C."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from models.errors import UnderstudyError
from playground.first_start import share_sample
from playground.settings import PlaygroundSettings
from playground.workplace import open_workplace

_ROOT = Path(__file__).parents[1]


def _parse() -> PlaygroundSettings:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--state", type=Path, default=_ROOT / ".state", help="where it keeps everything")
    parser.add_argument("--port", type=int, help="the page's port; 0 takes a free one")
    parser.add_argument(
        "--record", type=Path, metavar="FILE", help="write every Slack call and payload as JSON lines"
    )
    parser.add_argument("--no-sample", action="store_true", help="do not share the sample screencast")
    chosen = parser.parse_args()
    return PlaygroundSettings(
        chosen.state.resolve(), chosen.port, chosen.record, share_sample=not chosen.no_sample
    )


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a handler
    """Leave once: an impatient second Ctrl-C must not interrupt the stopping."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> int:
    settings = _parse()
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)
    try:
        with open_workplace(settings) as workplace:
            if settings.share_sample:
                share_sample(workplace)
            print(f"Understudy's playground is at {workplace.page} (Ctrl-C stops everything)", flush=True)
            workplace.crew.keep()
    except KeyboardInterrupt:
        return 0
    except UnderstudyError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


sys.exit(main())
