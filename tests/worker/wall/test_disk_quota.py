"""The disk quota: what counts, what does not, and what happens when it is exceeded."""

import asyncio
from asyncio.subprocess import DEVNULL
from functools import partial
from pathlib import Path

import pytest

from models import RunStatus
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import carried_out
from tests.worker.execution.scripted import bash
from tests.worker.wall.behind import launcher_for
from worker.wall import quota
from worker.wall.disk_usage import DiskUsage, count
from worker.wall.limits import Limits
from worker.wall.place import Place
from worker.wall.quota import disk_quota
from worker.wall.sandbox import Wall

MEGABYTE = 1 << 20
SMALL = Limits(workspace=8 * MEGABYTE, workspace_files=50)
_KILLED = -9


def until_stopped(place: Place, command: str) -> str:
    """Run a shell command that never ends by itself, until its quota stops it; return why."""
    return asyncio.run(_until_stopped(place, command))


async def _until_stopped(place: Place, command: str) -> str:
    wall = Wall(place.workspace, limits=SMALL)
    with launcher_for(place, wall) as launcher:
        arguments = (launcher.path, "bash", "-c", f"{command}; sleep 600")
        process = await asyncio.create_subprocess_exec(*arguments, stderr=DEVNULL)
        said: list[str] = []

        def stop(sentence: str) -> None:
            said.append(sentence)
            process.kill()

        async with disk_quota(place.workspace, SMALL, stop):
            assert await asyncio.wait_for(process.wait(), 30) == _KILLED
    (sentence,) = said
    return sentence


@pytest.mark.parametrize(
    "command",
    [
        "head -c 20M /dev/zero > file",
        "for i in {1..20}; do head -c 1M /dev/zero > $i; done",
        "mkdir -p a/b/c; cd a/b/c; head -c 20M /dev/zero > file",
        "mkdir closed; head -c 20M /dev/zero > closed/file; chmod 0 closed",
        "for i in {1..3}; do exec {kept}> $i; head -c 4M /dev/zero >&$kept; rm $i; done",
    ],
    ids=["one file", "many files", "below folders", "in a closed folder", "in files without a name"],
)
def test_a_run_that_fills_the_disk_is_stopped_and_told_why(place: Place, command: str) -> None:
    assert "take more than 0.00781 GiB, so it was stopped. Let the task keep less." in until_stopped(
        place, command
    )


def test_a_run_that_makes_too_many_files_is_stopped(place: Place) -> None:
    assert "are more than 50" in until_stopped(place, "touch {1..60}")


def test_a_run_within_its_limits_is_left_alone(place: Place) -> None:
    complaints: list[str] = []

    async def work() -> None:
        async with disk_quota(place.workspace, SMALL, complaints.append):
            with launcher_for(place) as launcher:
                command = "head -c 4M /dev/zero > file; ln file again; truncate -s 1G sparse; sleep 1"
                process = await asyncio.create_subprocess_exec(launcher.path, "bash", "-c", command)
                assert await process.wait() == 0

    asyncio.run(work())
    assert complaints == []


def test_a_disk_that_is_nearly_full_stops_the_run_whoever_filled_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "_RESERVE", 1 << 62)
    assert "disk of this worker is nearly full" in until_stopped(place, "true")


def test_a_disk_that_cannot_be_watched_stops_the_run(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "count", lambda *_: 1 / 0)
    said: list[str] = []

    async def work() -> None:
        stopped: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        async with disk_quota(place.workspace, SMALL, stopped.set_result):
            said.append(await asyncio.wait_for(stopped, 10))

    with pytest.raises(ZeroDivisionError):
        asyncio.run(work())
    assert "could not be watched" in said[0]


def test_a_run_of_an_agent_that_fills_the_disk_fails_and_says_why(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.execution.enclosure.Wall", partial(Wall, limits=SMALL))
    run_id = bench.run_of(SHELL_PLAN)
    fill = bash("head -c 20M /dev/zero > file; python3 -c 'import time; time.sleep(600)'")
    carried_out(bench, run_id, fill)
    run = bench.row(run_id)
    assert run.status is RunStatus.FAILED
    assert "take more than 0.00781 GiB, so it was stopped. Let the task keep less." in (
        run.error_message or ""
    )


def used(folder: Path) -> DiskUsage:
    return count(folder, DiskUsage(most_bytes=100 * MEGABYTE, most_files=1000))


def test_files_folders_and_links_count_and_nothing_outside_does(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    (outside / "large").write_bytes(bytes(MEGABYTE))
    (inside / "folder").mkdir(parents=True)
    (inside / "folder" / "link").symlink_to(outside)
    (inside / "folder" / "large").symlink_to(outside / "large")
    assert used(inside).files == 3
    assert used(inside).bytes < MEGABYTE


def test_a_file_with_two_names_counts_once_and_a_hole_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(MEGABYTE))
    (tmp_path / "again").hardlink_to(tmp_path / "file")
    with (tmp_path / "sparse").open("wb") as sparse:
        sparse.truncate(50 * MEGABYTE)
    assert MEGABYTE <= used(tmp_path).bytes < 2 * MEGABYTE


def test_folders_within_folders_without_end_are_too_much(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * 150)
    deepest.mkdir(parents=True)
    assert used(tmp_path).is_exceeded


def test_counting_ends_when_it_is_enough(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).touch()
    assert count(tmp_path, DiskUsage(most_bytes=MEGABYTE, most_files=5)).files == 6


def test_a_folder_that_is_gone_takes_nothing(tmp_path: Path) -> None:
    assert used(tmp_path / "gone").bytes == 0
