"""Recordings of screens with the truth about them, and how well they are understood.

``record OUT [--style NAME ...] [--site NAME ...]`` films made-up sites and terminals into OUT; real
applications only when they are named, as they are installed first.
``score FOLDER`` compares what is seen in a folder's recordings with what was done, beside simple baselines;
``--explain`` also tells each error, except those in held-out recordings.

Recording needs chromium, xvfb, openbox, xdotool, xterm, espeak-ng, ffmpeg and dmz-cursor-theme.
"""

import argparse
import sys
from pathlib import Path

from bench.screencasts.catalogue import CATALOGUE, MADE_UP, SPLIT
from bench.screencasts.explain import explain
from bench.screencasts.record import record
from bench.screencasts.scoring import measure
from bench.screencasts.styles import STYLES
from bench.screencasts.table import tables
from bench.screencasts.truth import films


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.screencasts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True)
    _add_record(commands.add_parser("record", help="film recordings"))
    _add_score(commands.add_parser("score", help="print how well recordings are understood"))
    wanted = parser.parse_args()
    wanted.do(wanted)


def _add_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", nargs="+", choices=sorted(STYLES), default=list(STYLES), metavar="NAME")
    parser.add_argument("--site", nargs="+", choices=sorted(SPLIT), default=MADE_UP, metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(do=_record)


def _add_score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument("--explain", action="store_true", help="tell each error outside the held-out part")
    parser.set_defaults(do=_score)


def _record(wanted: argparse.Namespace) -> None:
    wanted.out.mkdir(parents=True, exist_ok=True)
    for recording in CATALOGUE:
        if recording.style_name in wanted.style and recording.site in wanted.site:
            print(record(recording, wanted.out, wanted.seed), flush=True)


def _score(wanted: argparse.Namespace) -> None:
    rows = []
    for film in films(wanted.folder):
        print(f"Watching {film.name} ...", file=sys.stderr)
        rows.append(measure(film))
    if not rows:
        sys.exit(f"There are no recordings with their truth in {wanted.folder}.")
    if wanted.explain:
        print("\n".join(line for row in rows for line in explain(row)), end="\n\n")
    print(tables(rows))


if __name__ == "__main__":
    main()
