"""What a command behind the wall may not do: write outside, climb up, use kernel features nobody needs."""

import errno
import fcntl
import os
import pty
import subprocess
import termios

import pyseccomp
import pytest

from tests.worker.execution.wall.behind import inside, launcher_for, python_inside
from worker.execution.wall.place import Place

_ALGORITHMS, _VIRTUAL_MACHINES, _PACKETS, _BLUETOOTH, _TIPC, _XDP = 38, 40, 17, 31, 30, 44
_NEW_USER = 0x10000000


@pytest.mark.parametrize(
    "path",
    ["/", "/usr", "/etc", "/run", "/proc/sys/kernel/core_pattern", "/opt", "/dev", "/home", "/etc/passwd"],
)
def test_nothing_but_the_workspace_and_scratch_space_can_be_written(place: Place, path: str) -> None:
    assert inside(place, f"touch {path}/planted || echo x > {path}").returncode != 0


@pytest.mark.parametrize("path", ["/workspace", "/tmp", "/var/tmp", "/home/agent", "/dev/shm"])
def test_what_a_program_needs_can_be_written(place: Place, path: str) -> None:
    assert inside(place, f"echo x > {path}/file && echo x > /dev/null").returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        "unshare --user true",
        "unshare --mount true",
        "mount -t tmpfs none /tmp",
        "mount --bind /tmp /usr",
        "mount -o remount,rw /",
        "umount /workspace",
        "chroot / true",
        "mknod /workspace/disk b 8 0",
        "nsenter --target 1 --mount true",
        "setpriv --reuid=0 true",
        "bwrap --ro-bind / / true",
    ],
)
def test_a_way_up_is_refused(place: Place, command: str) -> None:
    assert inside(place, command).returncode != 0


def test_a_set_user_id_program_gives_nothing(place: Place) -> None:
    steps = "cp /usr/bin/id mine; chmod u+s mine; chmod u+s,o+x mine; ./mine -u"
    assert inside(place, steps).stdout == "1000\n"


@pytest.mark.parametrize(
    "call",
    [
        "mount",
        "unshare",
        "setns",
        "ptrace",
        "process_vm_readv",
        "pidfd_getfd",
        "keyctl",
        "add_key",
        "request_key",
        "io_uring_setup",
        "io_uring_enter",
        "bpf",
        "userfaultfd",
        "perf_event_open",
        "open_by_handle_at",
        "kexec_load",
        "init_module",
    ],
)
def test_a_system_call_nobody_needs_is_refused(place: Place, call: str) -> None:
    number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), call)
    assert _error_of(place, number, 0, 0, 0, 0, 0) == errno.EPERM


def test_a_clone_cannot_make_a_namespace(place: Place) -> None:
    clone = pyseccomp.resolve_syscall(pyseccomp.system_arch(), "clone")
    assert _error_of(place, clone, _NEW_USER, 0, 0, 0, 0) == errno.EPERM


def test_a_newer_clone_whose_flags_no_filter_sees_is_not_there(place: Place) -> None:
    clone3 = pyseccomp.resolve_syscall(pyseccomp.system_arch(), "clone3")
    assert _error_of(place, clone3, 0, 0) == errno.ENOSYS


@pytest.mark.parametrize("call", ["socket", "socketpair"])
@pytest.mark.parametrize(
    "family", [_ALGORITHMS, _VIRTUAL_MACHINES, _PACKETS, _BLUETOOTH, _TIPC, _XDP, 46, 1000]
)
def test_an_unusual_kind_of_socket_is_refused(place: Place, call: str, family: int) -> None:
    number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), call)
    assert _error_of(place, number, family, 5, 0) == errno.EAFNOSUPPORT


def test_an_unusual_kind_of_socket_is_refused_in_disguise(place: Place) -> None:
    """The kernel reads half of the register only; a filter that compared all of it would be fooled."""
    number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), "socket")
    assert _error_of(place, number, _ALGORITHMS | 1 << 32, 5, 0) == errno.EAFNOSUPPORT


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


def _error_of(place: Place, number: int, *arguments: int) -> int:
    """Make a system call inside; return the error it gives."""
    given = ", ".join(f"c_long({argument})" for argument in (number, *arguments))
    script = f"""
        from ctypes import CDLL, c_long, get_errno
        CDLL(None, use_errno=True).syscall({given})
        print(get_errno())
    """
    return int(python_inside(place, script).stdout)
