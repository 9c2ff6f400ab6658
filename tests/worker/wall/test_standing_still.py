"""Everything behind a wall stands still for a while, and goes on as if nothing had happened."""

import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.waiting import wait_for
from tests.worker.wall.behind import a_long_sleep, is_alive, running
from worker.wall.inhabitants import inhabitants
from worker.wall.place import Place
from worker.wall.standing_still import go_on, halt

#: Counts in a file, as fast as it can, in a shell that nobody waits for.
_COUNTING = "(while true; do echo tick >> /workspace/ticks; done) & "
#: Leaves a new process behind all the time, and is gone itself each time.
_FLEEING = "flee() { echo tick >> /workspace/ticks; (flee &) ; }; flee; sleep 1000"


def ticks(place: Place) -> int:
    counted = place.workspace / "ticks"
    return counted.stat().st_size if counted.exists() else 0


def grows(place: Place) -> bool:
    before = ticks(place)
    try:
        wait_for(lambda: ticks(place) > before, "another tick", 10)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("command", [_COUNTING + "sleep 1000", _FLEEING], ids=["a loop", "one that flees"])
def test_nothing_is_done_until_it_goes_on(place: Place, command: str) -> None:
    with running(place, command):
        assert grows(place)
        assert halt(place.workspace)
        before = ticks(place)
        assert all_stand_still(place)
        assert ticks(place) == before
        go_on(place.workspace)
        assert grows(place)


def all_stand_still(place: Place) -> bool:
    """Whether nobody is doing anything, looked at by somebody else's eyes, twice."""
    numbers = [int(each.name) for each in inhabitants(place.workspace)]
    used = {number: psutil.Process(number).cpu_times()[:2] for number in numbers}
    states = {psutil.Process(number).status() for number in numbers}
    return states <= {psutil.STATUS_STOPPED} and used == {
        number: psutil.Process(number).cpu_times()[:2] for number in numbers
    }


def test_a_shell_that_watches_its_jobs_does_not_notice(place: Place) -> None:
    with running(place, "set -m; sleep 0.5; echo status $?; jobs") as process:
        wait_for(lambda: bool(list(inhabitants(place.workspace))), "a run")
        halt(place.workspace)
        go_on(place.workspace)
        assert process.stdout
        assert process.stdout.read() == "status 0\n"


def test_what_stands_still_is_killed_at_once(place: Place) -> None:
    sleep = a_long_sleep()
    with running(place, sleep) as process:
        wait_for(lambda: is_alive(sleep), "a program")
        halt(place.workspace)
        began = time.monotonic()
        process.kill()
        wait_for(lambda: not is_alive(sleep), "its end")
        assert time.monotonic() - began < 1


def test_what_is_elsewhere_goes_on(place: Place) -> None:
    sleep = a_long_sleep()
    with running(place, "sleep 1000"), subprocess.Popen(sleep.split()) as ours:
        halt(place.workspace)
        assert psutil.Process(ours.pid).status() != psutil.STATUS_STOPPED
        ours.kill()


def test_where_nobody_lives_all_is_still(tmp_path: Path) -> None:
    assert halt(tmp_path / "gone")
    go_on(tmp_path / "gone")
