"""The operator's commands."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from models import AgentCheckpoint, AgentRun
from models.base import utc_now
from models.session import transaction
from tests.worker.checkpoints.trees import contents
from worker.checkpoints.cli import main
from worker.checkpoints.workspace import Located, take
from worker.workbench import Workbench


@pytest.fixture
def checkpoint(
    workbench: Workbench, run: AgentRun, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> AgentCheckpoint:
    monkeypatch.setattr(Workbench, "open", lambda: workbench)
    (workspace / "file").write_text("content")
    return take(workbench, run.id, workspace, "Signed in", 2)


def test_list_shows_every_checkpoint_of_a_run(
    checkpoint: AgentCheckpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--run", str(checkpoint.run_id)]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert str(checkpoint.id) in line
    assert line.endswith("Signed in")


def test_list_shows_nothing_of_other_runs(
    checkpoint: AgentCheckpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["list", "--run", str(uuid.uuid4())])

    assert capsys.readouterr().out == ""


def test_export_writes_the_files(checkpoint: AgentCheckpoint, tmp_path: Path) -> None:
    assert main(["export", str(checkpoint.id), "--to", str(tmp_path / "exported")]) == 0

    assert contents(tmp_path / "exported") == {"file": b"content"}


def test_export_never_replaces_a_folder(
    checkpoint: AgentCheckpoint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(checkpoint.id), "--to", str(tmp_path)]) == 1

    assert "already there" in capsys.readouterr().err


def test_collect_says_how_much_it_deleted(
    checkpoint: AgentCheckpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["collect"])

    assert capsys.readouterr().out == "Deleted 0 objects that no row needs.\n"


@pytest.mark.parametrize(("hours", "deleted"), [("2.5", 1), ("3.5", 0)])
def test_collect_spares_what_is_younger_than_it_is_told(
    checkpoint: AgentCheckpoint,
    workbench: Workbench,
    capsys: pytest.CaptureFixture[str],
    hours: str,
    deleted: int,
) -> None:
    with transaction(workbench.engine) as session:
        store = Located.find(workbench, session, checkpoint.id).store
    left = f"{utc_now() - timedelta(hours=3):%Y%m%dT%H%M%SZ}-{'0' * 16}"
    workbench.storage.put(store.pack_key(left), b"left behind")

    main(["collect", "--older-than", hours])

    assert capsys.readouterr().out == f"Deleted {deleted} objects that no row needs.\n"
    assert (left in store.packs()) is not bool(deleted)
    assert checkpoint.object_key in workbench.storage.keys(store.prefix)
