"""Packages are installed once, into a folder that stays, each application apart from all others."""

import hashlib
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

_SHELF = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "understudy-films"


@dataclass(frozen=True, slots=True)
class Packages:
    """Requirements with their versions, for pip and npm; what they need in turn is the newest there is."""

    python: tuple[str, ...] = ()
    node: tuple[str, ...] = ()

    def installed(self) -> Path:
        """The folder with the packages' commands; installs them if that was not done before."""
        digest = hashlib.sha256(repr(self).encode()).hexdigest()[:16]
        home = _SHELF / digest
        done = home / "done"
        if not done.exists():
            self._install(home)
            done.touch()
        return home / "bin" if self.python else home / "node_modules" / ".bin"

    def _install(self, home: Path) -> None:
        if self.python:
            venv.create(home, with_pip=True, clear=True)
            subprocess.run(
                [home / "bin" / "pip", "install", "-q", *self.python], check=True, stdout=sys.stderr
            )
        if self.node:
            home.mkdir(parents=True, exist_ok=True)
            command = ["npm", "install", "--prefix", str(home), *self.node]
            subprocess.run(command, check=True, stdout=sys.stderr)
