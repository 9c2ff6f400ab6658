"""A state folder for as long as somebody needs it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def passing_state(within: Path | None = None) -> Iterator[Path]:
    """Give an empty folder that is removed afterwards, `within` another one if that matters.

    Others may pass through it, not look inside: PostgreSQL never runs as root and has its own place in it.
    """
    with tempfile.TemporaryDirectory(prefix="understudy-", dir=within) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
