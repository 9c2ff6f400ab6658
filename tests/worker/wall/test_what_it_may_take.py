"""How much of the machine a command behind the wall may take."""

import os
import uuid
from pathlib import Path

import pytest

from tests.waiting import wait_for
from tests.worker.wall.behind import (
    a_long_sleep,
    inside,
    is_alive,
    process_of,
    python_inside,
    running,
)
from tests.worker.wall.permitted import CONTROLLERS, groups_of, permitted_controllers
from worker.wall.limits import Limits
from worker.wall.place import Place, place_for
from worker.wall.sandbox import Wall

_KILLED = 137


def limited(place: Place, limits: Limits) -> Wall:
    return Wall(place.workspace, limits=limits)


def test_a_flood_of_processes_stops_at_its_limit_while_others_go_on(place: Place, workspaces: Path) -> None:
    """Where neither control groups nor users are to be had, it stops with the run at least."""
    is_limited = os.getuid() == 0 or "pids" in permitted_controllers()
    sleep = a_long_sleep()
    flood = (
        f"flood() {{ {sleep} & flood; }}; flood" if is_limited else f"for _ in {{1..99}}; do {sleep} & done"
    )
    with running(place, f"({flood}) 2>&1; echo over", limited(place, Limits(processes=40))) as process:
        assert process.stdout
        said = "Resource temporarily unavailable" if is_limited else "over"
        assert any(said in line for line in process.stdout)
        with place_for(uuid.uuid4(), workspaces) as other:
            assert inside(other, "echo here").stdout == "here\n"
    assert not is_alive(sleep)


def test_memory_is_bounded(place: Place) -> None:
    """Where control groups are not permitted, at least what is written into scratch space is."""
    if "memory" in permitted_controllers():
        done = python_inside(place, "b'x' * (200 << 20)", limited(place, Limits(memory=64 << 20)))
        assert done.returncode == _KILLED
    else:
        done = inside(place, "head -c 400M /dev/zero > /tmp/f", limited(place, Limits(scratch=128 << 20)))
        assert "No space left on device" in done.stderr


def test_a_run_is_in_a_group_of_its_own_for_everything_the_machine_lets_us_limit(place: Place) -> None:
    sleep = a_long_sleep()
    with running(place, f"{sleep} & wait"):
        wait_for(lambda: is_alive(sleep), "a program in the background")
        process = process_of(sleep)
        assert process
        groups = groups_of(process)
    ours = {controller for controller in CONTROLLERS if "/understudy-" in groups.get(controller, "")}
    assert ours == permitted_controllers()


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm", "/home/agent"])
def test_scratch_space_is_bounded(place: Place, folder: str) -> None:
    done = inside(place, f"head -c 2M /dev/zero > {folder}/f", limited(place, Limits(scratch=1 << 20)))
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm", "/home/agent"])
def test_what_lies_in_scratch_space_counts_as_memory(place: Place, folder: str) -> None:
    """Where control groups are not permitted there is nothing to count it towards; it is bounded still."""
    limits = Limits(memory=64 << 20, scratch=200 << 20)
    inside(place, f"head -c 150M /dev/zero > {folder}/f; cp {folder}/f /workspace", limited(place, limits))
    copied = place.workspace / "f"
    size = copied.stat().st_size if copied.exists() else 0
    assert (size < limits.memory) is ("memory" in permitted_controllers())


def test_a_file_cannot_grow_beyond_its_limit(place: Place) -> None:
    done = inside(place, "head -c 3M /dev/zero > file", limited(place, Limits(file_size=1 << 20)))
    assert done.returncode != 0
    assert (place.workspace / "file").stat().st_size == 1 << 20


def test_only_so_many_files_can_be_open(place: Place) -> None:
    done = python_inside(
        place, "[open('/dev/null') for _ in range(100)]", limited(place, Limits(open_files=64))
    )
    assert "Too many open files" in done.stderr


def test_a_crash_leaves_no_memory_image(place: Place) -> None:
    inside(place, "python3 -c 'import os; os.abort()'")
    assert list(place.workspace.iterdir()) == []
