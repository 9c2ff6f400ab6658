"""Collecting what no row needs."""

from datetime import timedelta
from pathlib import Path

import pytest

from models import AgentRun, Video
from models.session import transaction
from models.storage import Storage
from tests.worker.checkpoints.conftest import StartRun, store_of
from tests.worker.checkpoints.trees import contents
from worker.checkpoints.collect import collect, collect_when_due
from worker.checkpoints.workspace import materialize, take
from worker.workbench import Workbench

AT_ONCE = timedelta(days=-1)


def test_what_a_dead_worker_left_behind_is_deleted_and_checkpoints_stay(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage, tmp_path: Path
) -> None:
    (workspace / "file").write_text("content")
    checkpoint = take(workbench, run.id, workspace, "", 0)
    left = store_of(workbench, run).put_pack(b"never committed")

    assert collect(workbench, AT_ONCE) == 1

    assert not any(key.endswith(left) for key in storage.keys("checkpoints/"))
    materialize(workbench, checkpoint.id, tmp_path / "copy")
    assert contents(tmp_path / "copy") == {"file": b"content"}


def test_anything_young_is_spared(workbench: Workbench, run: AgentRun) -> None:
    store_of(workbench, run).put_pack(b"being taken right now")

    assert collect(workbench) == 0


def test_a_removed_screencast_takes_its_checkpoints_along(
    workbench: Workbench,
    run: AgentRun,
    workspace: Path,
    storage: Storage,
    start_run: StartRun,
) -> None:
    (workspace / "file").write_text("content")
    take(workbench, run.id, workspace, "", 0)
    other = take(workbench, start_run().id, workspace, "", 0)
    with transaction(workbench.engine) as session:
        session.delete(session.get_one(Video, run.video_id))

    collect(workbench, AT_ONCE)

    assert {key.split("/packs/")[0].split("/manifests/")[0] for key in storage.keys("checkpoints/")} == {
        other.object_key.split("/manifests/")[0]
    }


def test_what_a_removed_run_left_to_look_at_goes_and_that_of_others_stays(
    workbench: Workbench, run: AgentRun, storage: Storage, start_run: StartRun
) -> None:
    other = start_run()
    stays = {f"runs/{other.id}/artifacts/00", "runs/of-somebody-else"}
    for key in (f"runs/{run.id}/artifacts/00", f"runs/{run.id}/artifacts/01", *stays):
        storage.put(key, b"content")
    with transaction(workbench.engine) as session:
        session.delete(session.get_one(AgentRun, run.id))

    assert collect(workbench) == 2

    assert set(storage.keys("runs/")) == stays


def test_packs_of_a_checkpoint_that_cannot_be_read_are_kept(
    workbench: Workbench, run: AgentRun, workspace: Path, storage: Storage
) -> None:
    (workspace / "file").write_text("content")
    checkpoint = take(workbench, run.id, workspace, "", 0)
    storage.put(checkpoint.object_key, b"damaged")

    assert collect(workbench, AT_ONCE) == 0


def test_collecting_happens_once_a_day(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Workbench] = []
    monkeypatch.setattr("worker.checkpoints.collect.collect", times.append)

    collect_when_due(workbench)
    collect_when_due(workbench)

    assert times == [workbench]
