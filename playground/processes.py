"""The bot and the workers, started by the commands an operator would use, and started again if they die."""

import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from playground.services.process import Child, spawn

_ROOT = Path(__file__).parents[1]
_LOOK_AGAIN_SECONDS = 1.0


class Crew:
    """Our own processes. A dead one is replaced within about a second, as a supervisor would."""

    def __init__(self, logs: Path, bot: Mapping[str, str], worker: Mapping[str, str]) -> None:
        self._logs = logs
        self._posts = {
            "bot": (["bot"], bot),
            "thread": (["bot", "thread"], bot),
            "worker": (["worker"], worker),
        }
        self._children: dict[str, Child] = {}
        self._dismissed = threading.Event()

    def start(self) -> None:
        for name in self._posts:
            self._start_one(name)

    def keep(self) -> None:
        """Replace whoever died, until `stop` is called from a signal handler or another thread."""
        while not self._dismissed.wait(_LOOK_AGAIN_SECONDS):
            for name, child in list(self._children.items()):
                if child.process.poll() is not None:
                    print(f"{name} ended and is started again; see {child.log}", file=sys.stderr, flush=True)
                    self._start_one(name)

    def dismiss(self) -> None:
        """Have `keep` return."""
        self._dismissed.set()

    def stop(self) -> None:
        """End all of them together: each may take its time, so nobody waits for the one before."""
        self.dismiss()
        enders = [threading.Thread(target=child.stop) for child in self._children.values()]
        for ender in enders:
            ender.start()
        for ender in enders:
            ender.join()

    def child(self, name: str) -> Child:
        return self._children[name]

    def _start_one(self, name: str) -> None:
        module, environment = self._posts[name]
        command = [sys.executable, "-m", *module]
        self._children[name] = spawn(name, command, self._logs, environment=environment, folder=_ROOT)
