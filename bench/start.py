"""How long a second `scripts/run` takes until the page is there."""

import signal
import subprocess
import time
from pathlib import Path

from bench.figures import Figure
from playground.state import passing_state

_ROOT = Path(__file__).parents[1]
_STARTS = 3


def measure() -> list[Figure]:
    with passing_state() as state:
        first, *later = [_start_once(str(state)) for _ in range(_STARTS + 1)]
    return [
        Figure("scripts/run again -> ready", later, "s", 8.0, baseline="first start", baseline_values=[first])
    ]


def _start_once(state: str) -> float:
    begun = time.perf_counter()
    command = [str(_ROOT / "scripts" / "run"), "--state", state, "--port", "0", "--no-sample"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        taken = time.perf_counter() - begun
        process.send_signal(signal.SIGINT)
    return taken
