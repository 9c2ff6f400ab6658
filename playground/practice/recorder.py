"""Writes down what the practice model was asked, as JSON lines and without its key."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

_KEYS = frozenset({"authorization", "x-api-key"})


class Recorder:
    """Appends to a file; does nothing without one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # a run's pages and files are in it

    def request(self, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Record a request as it arrived."""
        if self._path is None:
            return
        shown = {name: value for name, value in headers.items() if name not in _KEYS}
        entry = {"time": time.time(), "url": url, "headers": shown, "body": body.decode(errors="replace")}
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")
