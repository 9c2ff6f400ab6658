"""Child processes that never outlive the playground, not even one that is killed."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import UnderstudyError

#: What every child gets from the environment it was started in; the rest is passed by name.
_INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


class DidNotStart(UnderstudyError):  # noqa: N818 - reads as what it says
    """A server of the playground did not start."""


@dataclass(frozen=True)
class Child:
    """A running process and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals

    def stop(self, patience: float = 10) -> None:
        """Ask it to end, wait `patience` seconds, then insist."""
        if self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait_until(
        self, ready: Callable[[], bool], awaited: str = "it to answer", seconds: float = 60
    ) -> None:
        """Wait until `ready`.

        Args:
            ready: is asked again and again.
            awaited: what that is, for people.
            seconds: how long at most.

        Raises:
            DidNotStart: it ended or the time ran out; says which, names the log and its last line.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            if self.process.poll() is not None:
                raise self._failure("")
            if time.monotonic() > deadline:
                raise self._failure(f" (waited {seconds:g} s for {awaited})")
            time.sleep(0.01)

    def _failure(self, waited: str) -> DidNotStart:
        return DidNotStart(f"{self.name} did not start{waited}; see {self.log}: {self._last_words()}")

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def spawn(  # noqa: PLR0913 - each is one thing a process needs
    name: str,
    command: Sequence[str | Path],
    log_folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    user: int | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    folder: Path | None = None,
) -> Child:
    """Start a process in a session of its own, so that Ctrl-C reaches it only through `Child.stop`.

    `setpriv --pdeathsig` has the kernel end it when the playground dies without a chance to say so.
    """
    log_folder.mkdir(parents=True, exist_ok=True)
    log = log_folder / f"{name}.log"
    guard = ["setpriv", "--pdeathsig", stop_signal.name.removeprefix("SIG")]
    if user is not None:
        guard += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*guard, "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=folder,
            env=inherited() | dict(environment or {}),
        )
    return Child(name, process, log, stop_signal)


def inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether somebody listens on this loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
