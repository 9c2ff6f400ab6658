"""What is asked of the kernel's control groups, and what becomes of those that were left behind."""

import signal
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.wall import control_groups
from worker.wall.control_groups import ControlGroup, remove_abandoned_groups
from worker.wall.limits import Limits

LIMITS = Limits(memory=1 << 30, processes=40, cpus=0.5)


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """Stand in for the trees of version 1 with plain folders."""
    for controller in ("memory", "pids", "cpu"):
        (tmp_path / controller).mkdir()
    return tmp_path


@pytest.fixture
def version_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for the tree of version 2, with this process in a group that a service manager delegated."""
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids")
    (tmp_path / "worker.service" / "supervisor").mkdir(parents=True)
    (tmp_path / "membership").write_text("0::/worker.service/supervisor\n")
    monkeypatch.setattr(control_groups, "_MEMBERSHIP", tmp_path / "membership")
    return tmp_path


def test_version_1_gets_a_leaf_in_each_tree(version_1: Path) -> None:
    folders = ControlGroup.create("run", LIMITS, version_1).folders
    assert {folder.parent.name: _values(folder) for folder in folders} == {
        "memory": {"memory.limit_in_bytes": str(1 << 30), "memory.swappiness": "0"},
        "pids": {"pids.max": "40"},
        "cpu": {"cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "50000"},
    }


def test_version_2_gets_one_leaf_beside_the_workers_own_group(version_2: Path) -> None:
    (folder,) = ControlGroup.create("run", LIMITS, version_2).folders
    assert folder.parent == version_2 / "worker.service"
    assert _values(folder) == {
        "memory.max": str(1 << 30),
        "memory.swap.max": "0",
        "memory.oom.group": "1",
        "pids.max": "40",
        "cpu.max": "50000 100000",
    }
    assert (version_2 / "worker.service" / "cgroup.subtree_control").read_text() == "+cpu +memory +pids"


def test_two_attempts_at_one_run_have_a_leaf_each(version_2: Path) -> None:
    first, second = (ControlGroup.create("run", LIMITS, version_2).folders for _ in range(2))
    assert first != second


def test_a_machine_that_permits_none_gets_none(tmp_path: Path) -> None:
    assert ControlGroup.create("run", LIMITS, tmp_path / "nowhere").folders == ()


def test_a_limit_that_cannot_be_set_makes_the_leaf_go_away(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a limit would look like one."""
    monkeypatch.setattr(Path, "write_text", _refuse)
    assert ControlGroup.create("run", LIMITS, version_1).folders == ()
    assert [list(folder.iterdir()) for folder in version_1.iterdir()] == [[], [], []]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A part of the kernel's own tree, of this test alone; a plain folder where we may make none."""
    monkeypatch.setattr(control_groups, "_GRACE", 0)
    part = Path("/sys/fs/cgroup/pids") / f"test-{uuid.uuid4()}"
    try:
        part.mkdir()
    except OSError:
        (tmp_path / "pids").mkdir()
        yield tmp_path
        return
    (tmp_path / "pids").symlink_to(part)
    yield tmp_path
    part.rmdir()


def test_a_leaf_that_no_worker_holds_is_removed_with_what_lives_in_it(tree: Path) -> None:
    leaf = tree / "pids" / "understudy-gone"
    leaf.mkdir()
    with subprocess.Popen(["/bin/sleep", "1000"]) as orphan:
        try:
            with (leaf / "cgroup.procs").open("r+") as members:
                members.write(str(orphan.pid))
        except FileNotFoundError:
            orphan.kill()  # nobody can live in a plain folder
        remove_abandoned_groups(tree)
        assert orphan.wait(1) == -signal.SIGKILL
    assert not leaf.exists()


def test_a_leaf_that_a_worker_holds_is_left_alone(tree: Path) -> None:
    group = ControlGroup.create("run", Limits(), tree)
    (leaf,) = group.folders
    remove_abandoned_groups(tree)
    assert leaf.exists()
    group.remove()


def test_other_groups_are_left_alone(tree: Path) -> None:
    other = tree / "pids" / "somebody-elses"
    other.mkdir()
    remove_abandoned_groups(tree)
    assert other.exists()
    other.rmdir()


def _values(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def _refuse(_file: Path, _value: str) -> int:
    raise PermissionError
