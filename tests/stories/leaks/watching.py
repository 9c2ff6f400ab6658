"""What processes were started with, seen from outside while they ran."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.stories.leaks.scan import Place

_EVERY_SECONDS = 0.05


class Arguments:
    """The command lines of all processes of this machine, each once."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def look(self) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it ended meanwhile
                self._seen.add((process / "cmdline").read_bytes())

    def places(self) -> Iterator[Place]:
        for line in self._seen:
            program = line.partition(b"\0")[0].decode(errors="replace")
            yield Place(f"arguments of {program}", line)


@contextmanager
def watched_arguments() -> Iterator[Arguments]:
    """Look at all processes again and again until the block ends."""
    arguments, over = Arguments(), threading.Event()

    def watch() -> None:
        while not over.wait(_EVERY_SECONDS):
            arguments.look()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield arguments
    finally:
        over.set()
        watcher.join()
