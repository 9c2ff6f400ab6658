"""The ways out of a cell are held open from outside it: nothing in there can see, stop or replace them."""

import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import psutil
import pytest

from tests.waiting import wait_for
from tests.worker.wall.behind import a_long_sleep, is_alive, launcher_for, python_inside
from worker.wall.inhabitants import inhabitants
from worker.wall.place import Place
from worker.wall.sandbox import Door, Wall
from worker.wall.sockets import listening_socket

_PORT = 3128


@pytest.fixture
def wall(place: Place) -> Iterator[Wall]:
    """A wall with one door; who stands behind it does not answer."""
    door = Door(_PORT, place.folder / "out.sock")
    with listening_socket(door.socket, place.uid) as server:
        server.listen()
        yield Wall(place.workspace, doors=(door,))


def forwarder_of(place: Place) -> psutil.Process:
    everybody = (psutil.Process(int(process.name)) for process in inhabitants(place.workspace))
    return next(process for process in everybody if process.name() == "socat")


def test_a_command_sees_its_own_processes_and_no_others(place: Place, wall: Wall) -> None:
    script = """
        from pathlib import Path
        print(sorted(each.read_bytes().split(b"\\0")[0] for each in Path("/proc").glob("[0-9]*/cmdline")))
    """
    assert python_inside(place, script, wall).stdout == "[b'/usr/bin/bwrap', b'python3']\n"


def test_what_kills_everybody_it_can_leaves_the_port_open(place: Place, wall: Wall) -> None:
    script = f"""
        import os, signal, socket
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            socket.create_connection(("127.0.0.1", {_PORT}))
    """
    assert python_inside(place, script, wall).returncode == 0


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "::", "::ffff:127.0.0.1"])  # noqa: S104 - refused
@pytest.mark.parametrize("option", ["SO_REUSEADDR", "SO_REUSEPORT"])
def test_a_port_of_the_gate_is_nobody_elses(place: Place, wall: Wall, address: str, option: str) -> None:
    script = f"""
        import socket
        server = socket.socket(socket.{"AF_INET6" if ":" in address else "AF_INET"})
        server.setsockopt(socket.SOL_SOCKET, socket.{option}, 1)
        server.bind(("{address}", {_PORT}))
        server.listen()
    """
    assert "Address already in use" in python_inside(place, script, wall).stderr


def test_everything_ends_with_a_forwarder(place: Place, wall: Wall) -> None:
    sleep = a_long_sleep()
    with launcher_for(place, wall) as launcher, subprocess.Popen([launcher.path, *sleep.split()]) as process:
        wait_for(lambda: is_alive(sleep), "the command")
        forwarder_of(place).kill()
        assert process.wait() == 128 + signal.SIGKILL
        wait_for(lambda: not list(inhabitants(place.workspace)), "the end of everything")


def test_without_its_gate_nothing_begins(place: Place, wall: Wall) -> None:
    (door,) = wall.doors
    nowhere = replace(wall, doors=(replace(door, port=0),))  # the kernel chooses one: 0 is never open
    done = python_inside(place, "print('begun')", nowhere)
    assert (done.returncode, done.stdout) == (125, "")
