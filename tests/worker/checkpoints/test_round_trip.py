"""Any tree comes back, however it changed in between, from either make of S3."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.storage import Storage
from tests.worker.checkpoints.conftest import new_store
from tests.worker.checkpoints.trees import contents, describe
from worker.checkpoints.manifest import BLOCK, Manifest
from worker.checkpoints.pack import Packer
from worker.checkpoints.restore import discard, restore
from worker.checkpoints.scan import scan
from worker.checkpoints.store import CheckpointStore, Stored

NAMES = st.binary(min_size=1, max_size=6).filter(lambda name: not set(name) & {0, 47} and name.strip(b"."))
MODES = st.integers(0, 0o777)
BODIES = st.one_of(
    st.binary(max_size=50), st.builds(lambda byte: byte * (BLOCK + 1), st.binary(min_size=1, max_size=1))
)
FILES = st.tuples(BODIES, MODES)
TREES = st.recursive(
    st.dictionaries(NAMES, st.one_of(FILES, NAMES), max_size=4),
    lambda below: st.dictionaries(NAMES, st.one_of(FILES, NAMES, below), max_size=4),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=TREES, second=TREES)
def test_every_tree_comes_back_from_its_checkpoint_after_others_were_taken(
    storage: Storage, first: dict[bytes, object], second: dict[bytes, object]
) -> None:
    store = new_store(storage)
    with _folder() as one, _folder() as two, _folder() as target:
        _grow(one, first)
        _grow(two, second)
        older = _take(store, one)
        newer = _take(store, two, store.get_manifest(older))

        for stored, tree in ((newer, two), (older, one), (newer, two)):
            restore(store.get_manifest(stored), store.get_pack, target)
            assert describe(target) == describe(tree)


def test_another_make_of_s3_gives_the_same_files_back(strict_storage: Storage, workspace: Path) -> None:
    store = new_store(strict_storage)
    (workspace / "file").write_bytes(b"content")
    older = _take(store, workspace)
    (workspace / "file").write_bytes(b"changed")
    _take(store, workspace, store.get_manifest(older))

    restore(store.get_manifest(older), store.get_pack, workspace)

    assert contents(workspace) == {"file": b"content"}


def test_only_changed_blocks_of_a_large_file_are_stored_again(
    store: CheckpointStore, storage: Storage, workspace: Path
) -> None:
    large = workspace / "large"
    large.write_bytes(os.urandom(3 * BLOCK))
    older = _take(store, workspace)
    packs = store.packs()
    with large.open("r+b") as file:
        file.seek(BLOCK + 5)
        file.write(b"x")

    _take(store, workspace, store.get_manifest(older))

    added = sum(len(store.get_pack(name)) for name in store.packs() - packs)
    assert BLOCK <= added < BLOCK + 1000


def test_equal_content_is_stored_once(store: CheckpointStore, workspace: Path) -> None:
    for number in range(20):
        (workspace / str(number)).write_bytes(b"the same everywhere" * 100)

    manifest = store.get_manifest(_take(store, workspace))

    assert len(manifest.places) == 1


def test_a_sparse_file_comes_back_sparse(store: CheckpointStore, workspace: Path, tmp_path: Path) -> None:
    with (workspace / "sparse").open("wb") as file:
        file.seek(1 << 32)
        file.write(b"end")
    stored = _take(store, workspace)

    restore(store.get_manifest(stored), store.get_pack, tmp_path / "copy")

    copy = (tmp_path / "copy" / "sparse").stat()
    assert copy.st_size == (1 << 32) + 3
    assert copy.st_blocks * 512 <= 2 * BLOCK


def test_restored_files_belong_to_whoever_owns_the_folder(
    store: CheckpointStore, workspace: Path, tmp_path: Path
) -> None:
    (workspace / "folder").mkdir()
    (workspace / "folder" / "file").write_bytes(b"content")
    (workspace / "link").symlink_to("/etc/passwd")
    stored = _take(store, workspace)
    target = tmp_path / "target"
    target.mkdir()
    owner = 20001 if os.geteuid() == 0 else os.geteuid()  # only root can give files away
    os.chown(target, owner, -1)

    restore(store.get_manifest(stored), store.get_pack, target)

    assert {path.lstat().st_uid for path in target.rglob("*")} == {owner}
    assert Path("/etc/passwd").stat().st_uid == 0


def _take(store: CheckpointStore, workspace: Path, parent: Manifest | None = None) -> Stored:
    packer = Packer(store.put_pack, parent.places if parent else {})
    found = scan(workspace, packer.keep)
    places = packer.finish()
    return store.put_manifest(
        Manifest(
            folders=found.folders,
            files=found.files,
            links=found.links,
            places=places,
            skipped=found.skipped,
        )
    )


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as parent:
        folder = Path(parent, "tree")
        folder.mkdir()
        yield folder
        discard(folder)


def _grow(folder: Path, tree: dict[bytes, object]) -> None:
    for name, what in tree.items():
        path = folder / os.fsdecode(name)
        if isinstance(what, dict):
            path.mkdir()
            _grow(path, what)
        elif isinstance(what, tuple):
            path.write_bytes(what[0])
            path.chmod(what[1])
        elif isinstance(what, bytes):
            path.symlink_to(os.fsdecode(what))
