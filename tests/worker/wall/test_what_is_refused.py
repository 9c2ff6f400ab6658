"""What a command behind the wall may not do: write outside, climb up, use kernel features nobody needs."""

import fcntl
import os
import pty
import subprocess
import termios

import pytest

from tests.worker.wall.behind import inside, launcher_for, python_inside
from worker.wall.place import Place

_DEVICES = ["console", "full", "null", "pts", "random", "tty", "urandom", "zero"]
_WRITABLE = {"/workspace", "/tmp", "/home/agent", "/dev/shm", "/proc", *(f"/dev/{name}" for name in _DEVICES)}


@pytest.mark.parametrize(
    "path",
    ["/", "/usr", "/etc", "/run", "/proc/sys/kernel/core_pattern", "/opt", "/dev", "/home", "/etc/passwd"],
)
def test_nothing_but_the_workspace_and_scratch_space_can_be_written(place: Place, path: str) -> None:
    assert inside(place, f"touch {path}/planted || echo x > {path}").returncode != 0


@pytest.mark.parametrize("path", ["/workspace", "/tmp", "/var/tmp", "/home/agent", "/dev/shm"])
def test_what_a_program_needs_can_be_written(place: Place, path: str) -> None:
    assert inside(place, f"echo x > {path}/file && echo x > /dev/null").returncode == 0


def test_no_file_system_but_the_workspace_scratch_space_and_devices_is_writable_for_anybody(
    place: Place,
) -> None:
    mounts = [line.split() for line in inside(place, "cat /proc/self/mountinfo").stdout.splitlines()]
    options = {mount[4]: set(mount[5].split(",")) for mount in mounts}
    assert {path for path, of_it in options.items() if "rw" in of_it} <= _WRITABLE
    assert {"/", "/usr", "/etc/passwd", "/dev"} <= {path for path, of_it in options.items() if "ro" in of_it}
    assert all("nosuid" in of_it for of_it in options.values())


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("/usr/bin/unshare --user true", "unshare failed: Operation not permitted"),
        ("/usr/bin/unshare --mount true", "unshare failed: Operation not permitted"),
        ("/usr/bin/mount -t tmpfs none /tmp", "must be superuser to use mount"),
        ("/usr/bin/mount --bind /tmp /usr", "must be superuser to use mount"),
        ("/usr/bin/mount -o remount,rw /", "must be superuser to use mount"),
        ("/usr/sbin/chroot / true", "Operation not permitted"),
        ("/usr/bin/mknod /workspace/disk b 8 0", "Operation not permitted"),
        ("/usr/bin/nsenter --target 1 --mount true", "'ns/mnt' failed: Operation not permitted"),
        ("/usr/bin/setpriv --reuid=0 true", "setresuid failed: Invalid argument"),  # inside, there is no root
        ("/usr/bin/bwrap --ro-bind / / true", "No permissions to create new namespace"),
    ],
)
def test_a_way_up_is_refused(place: Place, command: str, message: str) -> None:
    done = inside(place, command)
    assert done.returncode != 0
    assert message in done.stderr


def test_a_set_user_id_program_gives_nothing(place: Place) -> None:
    steps = "cp /usr/bin/id mine; chmod u+s mine; chmod u+s,o+x mine; ./mine -u"
    assert inside(place, steps).stdout == "1000\n"


def test_raw_packets_are_refused(place: Place) -> None:
    done = python_inside(
        place, "import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)"
    )
    assert "Operation not permitted" in done.stderr


def test_nothing_can_be_typed_into_the_terminal_it_was_started_from(place: Place) -> None:
    script = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSTI, b'x')"
    ours, theirs = pty.openpty()
    try:
        with launcher_for(place) as launcher:
            done = subprocess.run(
                [launcher.path, "bash", "-c", f'cat /dev/tty; python3 -c "{script}"'],
                stdin=theirs, capture_output=True, text=True, check=False,
                start_new_session=True, preexec_fn=_take_terminal,
            )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert "No such device or address" in done.stderr
    assert "Operation not permitted" in done.stderr


def _take_terminal() -> None:
    """Make the standard input the controlling terminal, as a shell's is."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_nobody_outside_can_be_signalled(place: Place) -> None:
    """Not the worker, nor anybody else: inside, nobody has that number."""
    assert "No such process" in inside(place, f"kill -9 {os.getpid()}").stderr


def test_killing_everybody_ends_only_what_is_inside(place: Place) -> None:
    inside(place, "kill -9 -1")
    assert inside(place, "echo again").stdout == "again\n"
