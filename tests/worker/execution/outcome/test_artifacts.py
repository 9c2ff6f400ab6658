"""What a run leaves for people: what it changed, without secrets, and its log."""

import uuid
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import select

from models import AgentArtifact, LogLevel, RunStatus
from models.jobs import SHOW_RUN, take_nudge
from models.session import transaction
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.checkpoints.workspace import take
from worker.execution.assignment import Assignment
from worker.execution.ending import Ending
from worker.execution.outcome.artifacts import keep_artifacts
from worker.execution.outcome.presentable import LARGEST
from worker.execution.progress import Progress, Signs
from worker.execution.secrecy.known_secrets import KnownSecrets
from worker.execution.telling.journal import Journal

_SECRET = "Pippin-42-Grove"


@pytest.fixture
def secrets() -> KnownSecrets:
    secrets = KnownSecrets()
    secrets.add("ORCHARD_PASSWORD", _SECRET)
    return secrets


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "old.txt").write_text("as it was")
    return folder


@pytest.fixture
def ended(
    bench: Bench, workspace: Path, secrets: KnownSecrets
) -> Callable[[Callable[[], object]], Assignment]:
    """Return a function that has a run do something to its workspace, and ends it."""

    def run(act: Callable[[], object]) -> Assignment:
        progress = Progress(bench.workbench(), bench.run_of(SHELL_PLAN))
        assignment = progress.claim()
        assert assignment
        take(bench.workbench(), assignment.run_id, workspace, "Before the first step", 0)
        act()
        take(bench.workbench(), assignment.run_id, workspace, "At the end", 1)
        with Journal(bench.workbench(), assignment.run_id, secrets) as journal:
            journal.info(f"typed {_SECRET}")
            journal.debug("a whole page")
        progress.finish(Signs(step=1), Ending(RunStatus.COMPLETED, 0))
        return assignment

    return run


Ended = Callable[[Callable[[], object]], Assignment]


def _artifacts(bench: Bench, run_id: uuid.UUID) -> dict[str, bytes]:
    """Return the stored contents by name, in the order they are shown."""
    rows = select(AgentArtifact).where(AgentArtifact.run_id == run_id).order_by(AgentArtifact.object_key)
    with transaction(bench.engine) as session:
        return {row.name: bench.storage.get(row.object_key) for row in session.scalars(rows)}


def _keep(bench: Bench, assignment: Assignment, secrets: KnownSecrets) -> dict[str, bytes]:
    keep_artifacts(bench.workbench(), assignment, secrets, None)
    return _artifacts(bench, assignment.run_id)


def test_changed_files_come_with_the_report_first_and_the_log_last(
    bench: Bench, workspace: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    def act() -> None:
        (workspace / "data" / "new.txt").write_text("pears")
        (workspace / "answer.json").write_text("{}")
        (workspace / "report.md").write_text("# Done")
        (workspace / ".cache").write_text("of a tool")

    assignment = ended(act)
    artifacts = _keep(bench, assignment, secrets)
    assert list(artifacts) == ["report.md", "answer.json", "data/new.txt", "log.txt"]
    assert artifacts["data/new.txt"] == b"pears"
    assert take_nudge(bench.redis, SHOW_RUN, assignment.run_id)


def test_text_is_redacted_and_what_cannot_be_is_left_out_and_said_so(
    bench: Bench, workspace: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    def act() -> None:
        (workspace / "notes.md").write_text(f"it is {_SECRET}")
        (workspace / f"{_SECRET}.txt").write_text("named badly")
        (workspace / "program.bin").write_bytes(b"\xff\x00" + _SECRET.encode())

    assignment = ended(act)
    artifacts = _keep(bench, assignment, secrets)
    assert artifacts["notes.md"] == b"it is [ORCHARD_PASSWORD]"
    assert artifacts["[ORCHARD_PASSWORD].txt"] == b"named badly"
    assert "program.bin" not in artifacts
    told = "Only in the checkpoint: program.bin (it holds a credential, or cannot be looked through for one)"
    assert told in bench.lines(assignment.run_id, LogLevel.INFO)


def test_the_log_holds_what_people_read_without_secrets(
    bench: Bench, workspace: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    kept = _keep(bench, ended(lambda: (workspace / "log.txt").write_text("the run's own")), secrets)
    assert b"  typed [ORCHARD_PASSWORD]\n" in kept["log.txt"]
    assert b"a whole page" not in kept["log.txt"]
    assert kept["workspace/log.txt"] == b"the run's own"


def test_links_are_never_followed(
    bench: Bench, workspace: Path, tmp_path: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    (tmp_path / "private").write_text("not ours")
    link = ended(lambda: (workspace / "link").symlink_to(tmp_path / "private"))
    assert list(_keep(bench, link, secrets)) == ["log.txt"]


def test_only_so_many_files_of_a_bounded_size(
    bench: Bench, workspace: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    def act() -> None:
        for number in range(12):
            (workspace / f"{number:02}.txt").write_text(str(number))
        (workspace / "a-huge-one").write_bytes(b"x" * (LARGEST + 1))

    assignment = ended(act)
    artifacts = _keep(bench, assignment, secrets)
    assert len(artifacts) == 11
    told = "Only in the checkpoint: a-huge-one (larger than 5 MB), 2 more"
    assert told in bench.lines(assignment.run_id, LogLevel.INFO)


def test_keeping_twice_changes_nothing(
    bench: Bench, workspace: Path, ended: Ended, secrets: KnownSecrets
) -> None:
    assignment = ended(lambda: (workspace / "report.md").write_text("Done"))
    first = _keep(bench, assignment, secrets)
    assert _keep(bench, assignment, secrets) == first
    assert not list(bench.workbench().settings.workspaces.iterdir())


def test_a_run_that_another_worker_goes_on_with_leaves_nothing_yet(
    bench: Bench, secrets: KnownSecrets
) -> None:
    progress = Progress(bench.workbench(), bench.run_of(SHELL_PLAN))
    assignment = progress.claim()
    assert assignment
    progress.hand_over(Signs())
    assert not _keep(bench, assignment, secrets)


def test_whatever_goes_wrong_the_run_has_ended_as_it_did(
    bench: Bench, ended: Ended, secrets: KnownSecrets
) -> None:
    assignment = ended(lambda: None)
    with patch("worker.execution.outcome.artifacts.select_files", side_effect=ZeroDivisionError):
        assert not _keep(bench, assignment, secrets)
    assert bench.row(assignment.run_id).status is RunStatus.COMPLETED


def test_a_picture_nobody_could_look_through_is_not_kept(
    bench: Bench, ended: Ended, secrets: KnownSecrets
) -> None:
    assignment = ended(lambda: None)
    keep_artifacts(bench.workbench(), assignment, secrets, b"no picture")
    assert list(_artifacts(bench, assignment.run_id)) == ["log.txt"]
