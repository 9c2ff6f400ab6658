"""Recordings of screens with the truth about them, and how well they are understood.

``record OUT [--style NAME ...] [--site NAME ...]`` films made-up sites and terminals into OUT.
``score FOLDER`` compares what is seen in a folder's recordings with what was done, beside simple baselines.

Recording needs chromium, xvfb, openbox, xdotool, xterm, espeak-ng, ffmpeg and dmz-cursor-theme.
"""

import argparse
from pathlib import Path

from bench.screencasts.catalogue import CATALOGUE, SPLIT
from bench.screencasts.record import record
from bench.screencasts.styles import STYLES


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.screencasts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True)
    _add_record(commands.add_parser("record", help="film recordings"))
    wanted = parser.parse_args()
    wanted.do(wanted)


def _add_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", nargs="+", choices=sorted(STYLES), default=list(STYLES), metavar="NAME")
    parser.add_argument("--site", nargs="+", choices=sorted(SPLIT), default=list(SPLIT), metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(do=_record)


def _record(wanted: argparse.Namespace) -> None:
    wanted.out.mkdir(parents=True, exist_ok=True)
    for recording in CATALOGUE:
        if recording.style_name in wanted.style and recording.site in wanted.site:
            print(record(recording, wanted.out, wanted.seed), flush=True)


main()
