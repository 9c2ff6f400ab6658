"""Start a program that serves pages on loopback, and end it with all that it started."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 180.0  #: seconds until the first page


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path, environment: Mapping[str, str], page: str = "/"
) -> Iterator[int]:
    """Run a program until the block ends; begins when `page` answers on `port`. Its words go to a file."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_surroundings(folder, environment),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}{page}", folder)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def prepare(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a program that sets an application up, to its end."""
    subprocess.run(
        command, cwd=folder, env=_surroundings(folder, environment), check=True, stdout=subprocess.DEVNULL
    )


def _surroundings(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder), **environment}


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        if _answers(address):
            return
        time.sleep(0.3)
    raise RuntimeError(f"it did not start: {(folder / 'server.log').read_text(errors='replace')[-2000:]}")


def _answers(address: str) -> bool:
    """Whether a page is served; one that refuses is served too."""
    try:
        urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - loopback
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False
    return True
