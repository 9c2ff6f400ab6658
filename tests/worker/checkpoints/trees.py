"""What a folder holds, as something that can be compared."""

import os
import stat
from pathlib import Path

#: path -> (kind, permissions, modified, content or link target)
Tree = dict[str, tuple[int, int, int, bytes]]


def describe(root: Path) -> Tree:
    return {os.fsdecode(path.relative_to(root)): _describe(path) for path in root.rglob("*")}


def contents(root: Path) -> dict[str, bytes]:
    """Only the files, by name."""
    return {
        os.fsdecode(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def _describe(path: Path) -> tuple[int, int, int, bytes]:
    info = path.lstat()
    kind = stat.S_IFMT(info.st_mode)
    if kind == stat.S_IFLNK:
        return kind, 0, info.st_mtime_ns, os.fsencode(path.readlink())
    content = path.read_bytes() if kind == stat.S_IFREG else b""
    return kind, stat.S_IMODE(info.st_mode), info.st_mtime_ns, content
