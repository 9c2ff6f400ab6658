"""The files of each user for each screencast have a key of their own, which only workers open."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from models import AgentRun
from models.errors import UserError
from models.sealing import generate_key_pair
from models.storage import Storage
from tests.worker.checkpoints.conftest import StartRun, store_of
from worker.checkpoints.collect import collect
from worker.checkpoints.manifest import DamagedCheckpoint
from worker.checkpoints.opening import CheckpointsLocked
from worker.checkpoints.workspace import materialize, take
from worker.workbench import Workbench


def test_nothing_in_storage_tells_of_the_files(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage
) -> None:
    (workspace / "named-like-this").write_text("containing this")
    take(workbench, run.id, workspace, "", 0)

    stored = b"".join(storage.get(key) for key in storage.keys("checkpoints/"))

    assert len(stored) > 0
    assert b"named-like-this" not in stored
    assert b"containing this" not in stored


def test_whoever_opens_them_later_has_the_same_key(workbench: Workbench, run: AgentRun) -> None:
    pack = store_of(workbench, run).put_pack(b"content")

    assert store_of(workbench, run).get_pack(pack) == b"content"


def test_the_key_of_others_opens_nothing(
    workbench: Workbench, run: AgentRun, start_run: StartRun, storage: Storage
) -> None:
    mine, theirs = store_of(workbench, run), store_of(workbench, start_run())
    pack = mine.put_pack(b"content")
    storage.put(theirs.pack_key(pack), storage.get(mine.pack_key(pack)))

    with pytest.raises(DamagedCheckpoint):
        theirs.get_pack(pack)


def test_a_worker_without_the_sealing_key_says_so_and_deletes_nothing(
    workbench: Workbench, run: AgentRun, workspace: Path, tmp_path: Path
) -> None:
    checkpoint = take(workbench, run.id, workspace, "", 0)
    others = workbench.settings.model_copy(
        update={"sealing_private_keys": SecretStr(generate_key_pair("2027")[0])}
    )
    locked = Workbench(others, workbench.engine, workbench.redis, workbench.storage)

    with pytest.raises(CheckpointsLocked, match="do not hold the key") as refusal:
        materialize(locked, checkpoint.id, tmp_path / "copy")
    assert isinstance(refusal.value, UserError)
    assert collect(locked, timedelta(days=-1)) == 0
