"""A checkpoint is taken after a step that changed files, and only then."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from models import LogLevel
from models.errors import TransientError
from models.storage import Storage
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.outcome.keeping import FileKeeper
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "list").write_text("apples")
    return folder


@pytest.fixture
def run_id(bench: Bench) -> uuid.UUID:
    return bench.run_of(SHELL_PLAN)


@pytest.fixture
def keeper(bench: Bench, run_id: uuid.UUID, workspace: Path) -> Iterator[FileKeeper]:
    """One that has kept the workspace as it was before the first step."""
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        keeper = FileKeeper(bench.workbench(), run_id, workspace, journal)
        keeper.keep("Before the first step", 0)
        yield keeper


def _steps(bench: Bench, run_id: uuid.UUID) -> list[int]:
    return [checkpoint.step for checkpoint in bench.checkpoints(run_id)]


def test_nothing_changed_costs_nothing(bench: Bench, run_id: uuid.UUID, keeper: FileKeeper) -> None:
    keeper.keep_after(1)
    assert _steps(bench, run_id) == [0]


@pytest.mark.parametrize("change", ["written", "of the same size", "removed", "renamed", "made executable"])
def test_every_change_is_kept(
    bench: Bench, run_id: uuid.UUID, workspace: Path, keeper: FileKeeper, change: str
) -> None:
    file = workspace / "list"
    before = file.stat()
    match change:
        case "written":
            (workspace / "folder").mkdir()
            (workspace / "folder" / "other").write_text("pears")
        case "of the same size":
            file.write_text("grapes")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        case "removed":
            file.unlink()
        case "renamed":
            file.rename(workspace / "names")
        case _:
            file.chmod(0o755)
    keeper.keep_after(1)
    keeper.keep_after(2)
    assert _steps(bench, run_id) == [0, 1]


def test_a_link_out_of_the_workspace_is_not_followed(
    bench: Bench, run_id: uuid.UUID, workspace: Path, tmp_path: Path, keeper: FileKeeper
) -> None:
    (tmp_path / "outside").mkdir()
    (workspace / "link").symlink_to(tmp_path / "outside")
    keeper.keep_after(1)
    (tmp_path / "outside" / "new").write_text("not ours")
    keeper.keep_after(2)
    assert _steps(bench, run_id) == [0, 1]


def test_what_cannot_be_kept_is_told_and_kept_the_next_time(
    bench: Bench, run_id: uuid.UUID, workspace: Path, keeper: FileKeeper
) -> None:
    (workspace / "list").write_text("apples and pears")
    with patch.object(Storage, "put", side_effect=TransientError("It is away.")):
        keeper.keep_after(1)
    keeper.keep_after(2)
    assert _steps(bench, run_id) == [0, 2]


def test_a_failure_is_a_line_of_the_log(bench: Bench, run_id: uuid.UUID, workspace: Path) -> None:
    with Journal(bench.workbench(), run_id, KnownSecrets()) as journal:
        keeper = FileKeeper(bench.workbench(), run_id, workspace, journal)
        with patch.object(Storage, "put", side_effect=TransientError("It is away.")):
            keeper.keep_after(1)
    assert bench.lines(run_id, LogLevel.ERROR) == ["The files after step 1 could not be kept: It is away."]
