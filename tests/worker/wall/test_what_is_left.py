"""What remains when a run is over, however it ended: nothing."""

import subprocess
import sys
import textwrap
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import wait_for
from tests.worker.wall.behind import a_long_sleep, inside, is_alive, launcher_for, python_inside
from worker.wall.control_groups import ControlGroup
from worker.wall.inhabitants import inhabitants
from worker.wall.place import Place, place_for

_A_SECOND = 1.0

# Holds a launcher, as a worker does; the arguments are a run, its workspaces, and what to do behind the wall.
_WORKER = textwrap.dedent("""
    import subprocess, sys, uuid
    from pathlib import Path
    from worker.wall.place import place_for
    from worker.wall.sandbox import Launcher, Wall

    with (
        place_for(uuid.UUID(sys.argv[1]), Path(sys.argv[2])) as place,
        Launcher(Wall(place.workspace, uid=place.uid), place.folder / "launch") as launcher,
    ):
        subprocess.run([launcher.path, "bash", "-c", sys.argv[3]])
""")


@contextmanager
def a_worker(run_id: uuid.UUID, workspaces: Path, command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have a worker that carries out `command` while the block lasts, unless it is killed before."""
    given = [str(run_id), str(workspaces), command]
    with subprocess.Popen([sys.executable, "-c", _WORKER, *given], start_new_session=True) as worker:
        yield worker
        worker.kill()


def test_a_program_left_in_the_background_is_gone(place: Place) -> None:
    sleep = a_long_sleep()
    inside(place, f"setsid {sleep} & disown; exit 0")
    assert not is_alive(sleep)


def test_closing_the_launcher_ends_what_is_still_going(place: Place) -> None:
    sleep = a_long_sleep()
    launcher = launcher_for(place)
    with subprocess.Popen([launcher.path, "bash", "-c", f"setsid {sleep} & wait"]) as process:
        wait_for(lambda: is_alive(sleep), "a program in the background")
        launcher.close()
        assert not is_alive(sleep)
        assert process.wait(_A_SECOND) != 0


def test_what_is_inside_can_be_ended_and_begun_anew(place: Place) -> None:
    sleep = a_long_sleep()
    with launcher_for(place) as launcher:
        with subprocess.Popen([launcher.path, *sleep.split()]):
            wait_for(lambda: is_alive(sleep), "a program")
            launcher.evict()
            assert not is_alive(sleep)
        assert subprocess.run([launcher.path, "true"], check=False).returncode == 0


def test_without_a_control_group_closing_ends_it_all_the_same(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ControlGroup, "create", lambda *_: ControlGroup(()))
    test_closing_the_launcher_ends_what_is_still_going(place)


def test_nothing_outlives_a_killed_worker_by_a_second(workspaces: Path) -> None:
    sleep = a_long_sleep()
    run_id = uuid.uuid4()
    with a_worker(run_id, workspaces, f"trap '' TERM INT HUP; setsid {sleep} & {sleep}") as worker:
        wait_for(lambda: is_alive(sleep), "a daemon")
        worker.kill()
        wait_for(lambda: not is_alive(sleep), "its end", _A_SECOND)
        assert not list(inhabitants(workspaces / f"{run_id}-1" / "workspace"))


def test_the_next_attempt_at_a_run_ends_the_one_before_with_its_files(workspaces: Path) -> None:
    sleep = a_long_sleep()
    run_id = uuid.uuid4()
    with a_worker(run_id, workspaces, sleep):
        wait_for(lambda: is_alive(sleep), "the first attempt")
        with place_for(run_id, workspaces, attempt=2) as place:
            assert not is_alive(sleep)
            assert [entry.name for entry in workspaces.iterdir()] == [place.folder.name]


@pytest.mark.parametrize(
    "hostile",
    [
        "for _ in range(3000): os.mkdir('d'); os.chdir('d')",
        "for _ in range(50): os.mkdir('d' * 200); os.chdir('d' * 200)",
        "os.makedirs('a/b'); open('a/b/c', 'w'); os.chmod('a/b', 0); os.chmod('a', 0)",
        "os.symlink('/', 'root'); os.symlink('/usr', 'usr'); os.mkfifo('pipe'); open('-rf *', 'w')",
    ],
    ids=["deep", "long", "closed", "odd"],
)
def test_a_runs_files_go_however_they_lie(workspaces: Path, hostile: str) -> None:
    with place_for(uuid.uuid4(), workspaces) as place:
        assert python_inside(place, f"import os\n{hostile}").returncode == 0
        assert list(place.workspace.iterdir())
    assert list(workspaces.iterdir()) == []


def test_another_run_is_left_alone(place: Place, workspaces: Path) -> None:
    sleep = a_long_sleep()
    with a_worker(uuid.uuid4(), workspaces, sleep):
        wait_for(lambda: is_alive(sleep), "another run")
        inside(place, "true")
        assert is_alive(sleep)
