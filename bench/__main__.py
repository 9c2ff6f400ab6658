"""`scripts/bench [NAME ...]`: print the figures, all or the named ones."""

import argparse
import sys

from bench import acknowledgement, cancel, latency, sandbox, start
from bench.figures import Figure
from bench.workplace import measured_workplace

_ALONE = {"start": start.measure, "sandbox": sandbox.measure}
_IN_A_WORKPLACE = {
    "latency": latency.measure,
    "acknowledgement": acknowledgement.measure,
    "cancel": cancel.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    names = [*_ALONE, *_IN_A_WORKPLACE]
    parser.add_argument("name", nargs="*", choices=[[], *names], help=f"one of {', '.join(names)}")
    chosen = parser.parse_args().name or names
    for name, measure in _ALONE.items():
        if name in chosen:
            _tell(measure())
    if inside := [name for name in _IN_A_WORKPLACE if name in chosen]:
        with measured_workplace() as measured:
            for name in inside:
                _tell(_IN_A_WORKPLACE[name](measured))
    return 0


def _tell(figures: list[Figure]) -> None:
    for figure in figures:
        print(figure.line(), flush=True)


sys.exit(main())
