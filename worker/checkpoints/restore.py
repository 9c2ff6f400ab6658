"""Putting a checkpoint's files into a folder: built and verified aside first, then moved in by renames.

The folder to fill must not be in use. Whatever is wrong with the checkpoint shows before it is touched.
"""

import errno
import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from worker.checkpoints.manifest import BLOCK, DamagedCheckpoint, File, Folder, Manifest, Place, decompress
from worker.checkpoints.pack import name_of

#: Returns the pack of this name.
GetPack = Callable[[str], bytes]
_Key = TypeVar("_Key")

_REMOVE = ("rm", "-rf")
_OPEN_UP = ("chmod", "-R", "u+rwX")


def restore(manifest: Manifest, get_pack: GetPack, target: Path) -> None:
    """Make `target` hold exactly what the manifest says, owned by whoever owns `target`.

    Raises:
        DamagedCheckpoint: a block is missing or not what it was; `target` is as before.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        built = _make(aside / "new")
        _build(manifest, get_pack, built)
        _hand_over(built, target.lstat())
        _exchange(target, built, _make(aside / "old"))
        _finish_folders(manifest.folders, target)
    finally:
        discard(aside)


def discard(tree: Path) -> None:
    """Remove a folder, however deep, whatever permissions were taken away inside. Links are not followed.

    Raises:
        OSError: something of it is still there.
    """
    # Python's own ways give up where paths get too long or too deep, which whoever filled it may have wanted.
    for command in (_REMOVE, _OPEN_UP, _REMOVE):
        if not os.path.lexists(tree):
            return
        subprocess.run([*command, "--", str(tree)], stderr=subprocess.DEVNULL, check=False)
    if os.path.lexists(tree):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(tree))


def _open_up(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o700)


def _make(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def _build(manifest: Manifest, get_pack: GetPack, built: Path) -> None:
    """Links come last, so that nothing is ever written through one."""
    for folder in sorted(manifest.folders, key=lambda folder: folder.path):
        _make(_below(built, folder.path))
    for file in manifest.files:
        _create(_below(built, file.path), file.size)
    _fill(manifest, get_pack, built)
    for file in manifest.files:
        path = _below(built, file.path)
        path.chmod(file.mode)
        os.utime(path, ns=(file.modified, file.modified))
    for link in manifest.links:
        path = _below(built, link.path)
        path.symlink_to(os.fsdecode(link.target))
        os.utime(path, ns=(link.modified, link.modified), follow_symlinks=False)


def _create(path: Path, size: int) -> None:
    with path.open("xb") as file:
        file.truncate(size)


def _fill(manifest: Manifest, get_pack: GetPack, built: Path) -> None:
    uses = _uses(manifest.files)
    for name, block in _verified_blocks(manifest.places, uses, get_pack):
        for file, number in uses[name]:
            _write(_below(built, file.path), block, number * BLOCK)


def _verified_blocks(
    places: Mapping[str, Place], names: Iterable[str], get_pack: GetPack
) -> Iterator[tuple[str, bytes]]:
    """Yield each block under its name; every pack is fetched and every frame unfolded once."""
    for pack, in_pack in _grouped(names, lambda name: places[name].pack).items():
        body = memoryview(get_pack(pack))
        for in_frame in _grouped(in_pack, lambda name: places[name].frame_at).values():
            frame = _frame(body, places[in_frame[0]])
            for name in in_frame:
                yield name, _verified(frame, name, places[name])


def _uses(files: list[File]) -> dict[str, list[tuple[File, int]]]:
    """Return for each block the files it is a part of, and as which number."""
    uses = defaultdict(list)
    for file in files:
        for number, name in file.blocks:
            uses[name].append((file, number))
    return uses


def _grouped(names: Iterable[str], by: Callable[[str], _Key]) -> dict[_Key, list[str]]:
    groups = defaultdict(list)
    for name in names:
        groups[by(name)].append(name)
    return groups


def _frame(pack: memoryview, place: Place) -> bytes:
    stored = bytes(pack[place.frame_at : place.frame_at + place.frame_length])
    frame = decompress(stored, place.frame_size)
    if len(frame) != place.frame_size:
        raise DamagedCheckpoint
    return frame


def _verified(frame: bytes, name: str, place: Place) -> bytes:
    block = frame[place.offset : place.offset + place.length]
    if name_of(block) != name:
        raise DamagedCheckpoint
    return block


def _write(path: Path, block: bytes, position: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        file.write(block)


def _hand_over(built: Path, owner: os.stat_result) -> None:
    if owner.st_uid == os.geteuid():
        return
    for path in built.rglob("*"):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _exchange(target: Path, built: Path, old: Path) -> None:
    for path in target.iterdir():
        _open_up(path)
        path.rename(old / path.name)
    for path in built.iterdir():
        path.rename(target / path.name)


def _finish_folders(folders: list[Folder], target: Path) -> None:
    """Last and deepest first: a folder may forbid writing, and moving something into it changes its time."""
    for folder in sorted(folders, key=lambda folder: folder.path, reverse=True):
        path = _below(target, folder.path)
        path.chmod(folder.mode)
        os.utime(path, ns=(folder.modified, folder.modified))


def _below(root: Path, path: bytes) -> Path:
    return root / os.fsdecode(path)
