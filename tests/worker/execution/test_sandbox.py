"""The wall: what a command inside cannot see, reach or leave behind."""

import errno
import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pyseccomp
import pytest

from models.errors import UserError
from worker.execution.limits import Limits
from worker.execution.place import Place, place_for
from worker.execution.sandbox import Launcher, SandboxUnavailable, Wall


@pytest.fixture
def place(workspaces: Path) -> Iterator[Place]:
    with place_for(uuid.uuid4(), workspaces) as place:
        yield place


def inside(place: Place, command: str, wall: Wall | None = None) -> subprocess.CompletedProcess[str]:
    """Run a shell command behind the wall."""
    wall = replace(wall or Wall(place.workspace), uid=place.uid)
    with Launcher(wall, place.folder / "launch") as launcher:
        return subprocess.run(
            [launcher.path, "bash", "-c", command], capture_output=True, text=True, check=False, timeout=60
        )


def test_a_command_runs_in_the_workspace_and_its_status_comes_out(place: Place) -> None:
    done = inside(place, "pwd; echo kept > file; exit 7")
    assert (done.returncode, done.stdout) == (7, "/workspace\n")
    assert (place.workspace / "file").read_text() == "kept\n"


def test_the_workers_environment_is_invisible(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEALING_PRIVATE_KEYS", "canary-in-the-environment")
    done = inside(place, "env; cat /proc/*/environ /proc/*/cmdline | tr '\\0' '\\n'")
    assert "canary" not in done.stdout
    assert "PATH=" in done.stdout


def test_what_is_handed_in_is_there_but_in_no_argument_and_in_no_file(place: Place) -> None:
    wall = Wall(place.workspace, environment={"TOKEN": "canary-token"}, files={"/run/note": b"canary-note"})
    done = inside(place, "echo $TOKEN; cat /run/note; tr '\\0' ' ' < /proc/1/cmdline > seen", wall)
    assert done.stdout == "canary-token\ncanary-note"
    assert "canary" not in (place.workspace / "seen").read_text()
    assert "canary" not in (place.folder / "launch").read_text()


def test_a_copy_can_be_written_on_inside_and_nowhere_else(place: Place) -> None:
    inside_path = "/home/agent/.claude/projects/-workspace/notes.jsonl"
    wall = Wall(place.workspace, copies={inside_path: b"before\n"})
    command = f"echo after >> {inside_path}; cat {inside_path}; stat -c %U:%a {inside_path}"
    for _ in range(2):  # each start has the copy as it was handed in
        assert inside(place, command, wall).stdout == "before\nafter\nagent:600\n"


def test_where_the_workspace_lies_outside_is_in_no_argument(place: Place) -> None:
    assert str(place.folder) not in inside(place, "cat /proc/*/cmdline").stdout


@pytest.mark.parametrize(
    "path", ["/etc/shadow", "/root", "/var/tmp", "/home/agent/.ssh", "/run/postgresql", "/sys"]
)
def test_the_machines_files_are_not_there(place: Place, path: str) -> None:
    assert inside(place, f"ls -A {path}").stdout == ""


@pytest.mark.parametrize("path", ["/", "/usr", "/etc", "/run", "/proc/sys/kernel/core_pattern", "/opt"])
def test_nothing_but_the_workspace_and_tmp_can_be_written(place: Place, path: str) -> None:
    assert inside(place, f"touch {path}/planted || echo x > {path}").returncode != 0


@pytest.mark.parametrize(
    "command",
    [
        "unshare --user true",
        "unshare --mount true",
        "mount -t tmpfs none /tmp",
        "chroot / true",
        "mknod /workspace/disk b 8 0",
        "nsenter --target 1 --mount true",
        "setpriv --reuid=0 true",
    ],
)
def test_a_way_up_is_refused(place: Place, command: str) -> None:
    assert inside(place, command).returncode != 0


@pytest.mark.parametrize("call", ["ptrace", "keyctl", "io_uring_setup", "bpf", "userfaultfd"])
def test_a_system_call_nobody_needs_is_refused(place: Place, call: str) -> None:
    number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), call)
    script = f"import ctypes; c = ctypes.CDLL(None, use_errno=True); c.syscall({number}, 0, 0, 0, 0)"
    done = inside(place, f'python3 -c "{script}; print(ctypes.get_errno())"')
    assert done.stdout == f"{errno.EPERM}\n"


def test_an_unusual_kind_of_socket_is_refused(place: Place) -> None:
    done = inside(place, 'python3 -c "import socket; socket.socket(38, socket.SOCK_SEQPACKET)"')
    assert "Address family not supported" in done.stderr


def test_services_of_the_machine_do_not_answer(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0understudy-test")
        abstract.listen()
        port = server.getsockname()[1]
        connect = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        attach = "import socket; socket.socket(socket.AF_UNIX).connect('\\0understudy-test')"
        assert "refused" in inside(place, f'python3 -c "{connect}"').stderr
        assert "refused" in inside(place, f'python3 -c "{attach}"').stderr


def test_nobody_outside_can_be_signalled(place: Place) -> None:
    assert "No such process" in inside(place, f"kill -9 {os.getpid()}").stderr


def test_a_program_left_in_the_background_is_gone(place: Place) -> None:
    seconds = str(100_000 + uuid.uuid4().int % 100_000)  # tells it from any other
    inside(place, f"setsid sleep {seconds} & disown; exit 0")
    assert not any(
        process.info["cmdline"] == ["sleep", seconds] for process in psutil.process_iter(["cmdline"])
    )


def test_a_flood_of_processes_stops_at_its_limit(place: Place) -> None:
    flood = "for _ in $(seq 200); do sleep 20 & done; wait"
    done = inside(place, flood, Wall(place.workspace, limits=Limits(processes=40)))
    assert "Resource temporarily unavailable" in done.stderr


def test_a_value_cannot_smuggle_in_an_argument_of_the_wall(place: Place) -> None:
    with pytest.raises(UserError, match="zero byte"):
        inside(place, "true", Wall(place.workspace, environment={"TOKEN": "x\0--bind\0/\0/host"}))


def test_without_bubblewrap_nothing_starts(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap socat"):
        inside(place, "true")


def test_the_sandbox_command_passes_the_status_through(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "worker",
        "sandbox",
        "--credential",
        "A=b",
        "--",
        "bash",
        "-c",
        "echo $A; exit 9",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (9, "b\n")
