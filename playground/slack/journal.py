"""An append-only file of JSON lines, from which what was said is read again after a restart."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from playground.slack.wire import Payload


class Journal:
    """One line per change. A line that a crash cut short is left out when it is read again."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path

    def entries(self) -> Iterator[Payload]:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue

    def append(self, entry: Payload) -> None:
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry) + "\n")

    def rewrite(self, entries: Iterable[Payload]) -> None:
        """Replace the whole journal at once, so that it does not grow with every edit ever made."""
        draft = self._path.with_suffix(".draft")
        draft.write_text("".join(json.dumps(each) + "\n" for each in entries), encoding="utf-8")
        draft.replace(self._path)
