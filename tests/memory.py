"""A place for what no test needs to outlast it, and what a disk would only be waited for."""

import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
#: Bytes that have to be free there: of a container it may be small.
_ROOM = 2_000_000_000


def in_memory() -> Path | None:
    """A folder that is kept in memory, if there is room; None for the usual place of temporary files.

    PostgreSQL copies some three hundred files for each new database and waits for each commit to be written.
    """
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM else None
