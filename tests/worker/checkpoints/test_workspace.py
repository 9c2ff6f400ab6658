"""Taking checkpoints of a run and putting them back."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from models import AgentCheckpoint, AgentRun, WorkspaceHead
from models.errors import UserError
from models.session import transaction
from models.storage import Storage
from tests.worker.checkpoints.conftest import StartRun
from tests.worker.checkpoints.trees import contents, describe
from worker.checkpoints.workspace import Located, materialize, take
from worker.workbench import Workbench


def test_a_checkpoint_brings_back_files_folders_links_permissions_and_times(
    workbench: Workbench, run: AgentRun, workspace: Path, tmp_path: Path
) -> None:
    (workspace / "src" / "empty").mkdir(parents=True)
    (workspace / "src" / "main.py").write_text("print('hello')\n")
    (workspace / "src" / "main.py").chmod(0o750)
    (workspace / "latest").symlink_to("src/main.py")
    (workspace / "src").chmod(0o555)
    before = describe(workspace)

    checkpoint = take(workbench, run.id, workspace, "Before the first step", 0)
    materialize(workbench, checkpoint.id, tmp_path / "copy")

    assert describe(tmp_path / "copy") == before


def test_materializing_over_other_files_leaves_exactly_the_checkpoint(
    workbench: Workbench, run: AgentRun, workspace: Path
) -> None:
    (workspace / "kept.txt").write_text("as it was")
    checkpoint = take(workbench, run.id, workspace, "", 0)
    (workspace / "kept.txt").write_text("changed")
    (workspace / "locked").mkdir(mode=0o500)
    (workspace / "added.txt").write_text("added")

    materialize(workbench, checkpoint.id, workspace)

    assert contents(workspace) == {"kept.txt": b"as it was"}
    assert sorted(path.name for path in workspace.parent.iterdir() if path.name.startswith(".")) == []


def test_a_checkpoint_becomes_the_head_that_the_next_run_starts_from(
    workbench: Workbench, run: AgentRun, workspace: Path, engine: Engine
) -> None:
    take(workbench, run.id, workspace, "first", 0)
    second = take(workbench, run.id, workspace, "second", 1)

    with transaction(engine) as session:
        head = session.get_one(WorkspaceHead, (run.video_id, run.user_id))
        assert head.checkpoint_id == second.id


def test_the_row_says_how_much_there_is_and_after_which_step(
    workbench: Workbench, run: AgentRun, workspace: Path, engine: Engine
) -> None:
    (workspace / "a").write_bytes(b"12345")
    (workspace / "same").write_bytes(b"12345")

    checkpoint = take(workbench, run.id, workspace, "Signed in", 3)

    with transaction(engine) as session:
        row = session.get_one(AgentCheckpoint, checkpoint.id)
        assert (row.files, row.size, row.step, row.description) == (2, 10, 3, "Signed in")


def test_a_later_run_stores_only_what_its_predecessor_did_not(
    workbench: Workbench, run: AgentRun, workspace: Path, start_run: StartRun, storage: Storage
) -> None:
    for number in range(50):
        (workspace / f"{number}.txt").write_bytes(bytes([number]) * 1000)
    take(workbench, run.id, workspace, "", 0)
    packs = _packs(storage)
    (workspace / "7.txt").write_text("changed")

    take(workbench, start_run(after=run).id, workspace, "", 0)

    (added,) = _packs(storage) - packs
    assert len(storage.get(added)) < 60


def test_after_more_than_64_packs_the_next_checkpoint_is_a_full_one(
    workbench: Workbench, run: AgentRun, workspace: Path, engine: Engine
) -> None:
    def packs_after_a_change(number: int) -> int:
        (workspace / f"{number}.txt").write_text(str(number))
        checkpoint = take(workbench, run.id, workspace, "", number)
        with transaction(engine) as session:
            return len(Located.find(workbench, session, checkpoint.id).manifest().packs)

    packs = [packs_after_a_change(number) for number in range(1, 67)]

    assert packs == [*range(1, 66), 1]


def test_a_parent_that_lost_its_packs_is_not_built_upon(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage, tmp_path: Path
) -> None:
    (workspace / "file").write_text("content")
    take(workbench, run.id, workspace, "", 0)
    for key in _packs(storage):
        storage.delete(key)

    checkpoint = take(workbench, run.id, workspace, "", 1)
    materialize(workbench, checkpoint.id, tmp_path / "copy")

    assert contents(tmp_path / "copy") == {"file": b"content"}


def test_a_damaged_pack_leaves_the_target_as_it_was(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage
) -> None:
    (workspace / "file").write_text("content")
    checkpoint = take(workbench, run.id, workspace, "", 0)
    (workspace / "file").write_text("newer")
    before = describe(workspace)
    (key,) = _packs(storage)
    storage.put(key, _with_one_bit_flipped(storage.get(key)))

    with pytest.raises(UserError, match="damaged"):
        materialize(workbench, checkpoint.id, workspace)

    assert describe(workspace) == before


def test_a_manifest_other_than_the_recorded_one_is_refused(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage
) -> None:
    (workspace / "file").write_text("mine")
    mine = take(workbench, run.id, workspace, "", 0)
    (workspace / "file").write_text("forged")
    forged = take(workbench, run.id, workspace, "", 1)
    storage.put(mine.object_key, storage.get(forged.object_key))

    with pytest.raises(UserError, match="damaged"):
        materialize(workbench, mine.id, workspace)


def test_a_missing_pack_is_called_damage(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage
) -> None:
    (workspace / "file").write_text("content")
    checkpoint = take(workbench, run.id, workspace, "", 0)
    storage.delete(next(iter(_packs(storage))))

    with pytest.raises(UserError, match="damaged"):
        materialize(workbench, checkpoint.id, workspace)


def test_a_checkpoint_that_went_with_its_screencast_is_called_gone(
    workbench: Workbench, run: AgentRun, workspace: Path
) -> None:
    with pytest.raises(UserError, match="gone"):
        materialize(workbench, run.id, workspace)


def _packs(storage: Storage) -> set[str]:
    return {key for key in storage.keys("checkpoints/") if "/packs/" in key}


def _with_one_bit_flipped(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
