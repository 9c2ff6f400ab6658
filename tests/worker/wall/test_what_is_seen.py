"""What a command behind the wall sees: its workspace, what it was handed, and nothing else."""

import os
import uuid
from pathlib import Path

import pytest

from models.errors import UserError
from tests.worker.wall.behind import arguments_of_all, inside, running
from worker.wall.place import Place, place_for
from worker.wall.sandbox import SandboxUnavailable, Wall


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


def test_the_machines_list_of_processes_shows_neither_secrets_nor_files_of_a_run(place: Place) -> None:
    wall = Wall(place.workspace, environment={"TOKEN": "canary-token"}, files={"/run/note": b"canary-note"})
    with running(place, "echo $TOKEN; sleep 60", wall) as process:
        assert process.stdout
        assert process.stdout.readline() == "canary-token\n"
        assert "canary" not in arguments_of_all()


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


def test_another_runs_files_are_not_there_although_both_have_the_same_path(
    place: Place, workspaces: Path
) -> None:
    with place_for(uuid.uuid4(), workspaces) as other:
        inside(other, "echo private > /workspace/canary-file")
        assert (other.workspace / "canary-file").exists()
        search = f"cat {other.workspace}/*; cat /workspace/*; find / -name 'canary*' 2>/dev/null"
        assert inside(place, search).stdout == ""


def test_another_runs_processes_are_not_there(place: Place, workspaces: Path) -> None:
    with place_for(uuid.uuid4(), workspaces) as other, running(other, "echo up; sleep 60") as process:
        assert process.stdout
        process.stdout.readline()
        assert "sleep 60" not in inside(place, "cat /proc/*/cmdline | tr '\\0' ' '").stdout


def test_a_run_is_nobody_in_particular_without_any_capability(place: Place) -> None:
    fields = "Uid|Gid|CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Seccomp"
    status = inside(place, f"grep -E '^({fields}):' /proc/self/status").stdout
    assert dict(line.split(":\t") for line in status.splitlines()) == {
        "Uid": "1000\t1000\t1000\t1000",
        "Gid": "1000\t1000\t1000\t1000",
        **dict.fromkeys(("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"), "0" * 16),
        "NoNewPrivs": "1",
        "Seccomp": "2",
    }


def test_what_a_run_writes_belongs_to_a_user_of_its_own(place: Place) -> None:
    inside(place, "touch file")
    assert (place.workspace / "file").stat().st_uid == place.workspace.stat().st_uid
    assert place.uid is None or place.uid == (place.workspace / "file").stat().st_uid != 0


def test_two_runs_have_users_of_their_own_where_we_may_hand_them_out(workspaces: Path) -> None:
    owners = set()
    for number in (1, 2):
        with place_for(uuid.UUID(int=number), workspaces) as place:
            inside(place, "touch file")
            owners.add((place.workspace / "file").stat().st_uid)
    assert len(owners - {0}) == 2 if os.getuid() == 0 else owners == {os.getuid()}


def test_every_kind_of_namespace_is_the_runs_own(place: Place) -> None:
    kinds = ("user", "pid", "ipc", "uts", "net", "mnt", "cgroup")
    names = " ".join(f"/proc/self/ns/{kind}" for kind in kinds)
    theirs = inside(place, f"readlink {names}").stdout.split()
    ours = {str(Path(name).readlink()) for name in names.split()}
    assert len(theirs) == len(kinds)
    assert ours.isdisjoint(theirs)


def test_a_value_cannot_smuggle_in_an_argument_of_the_wall(place: Place) -> None:
    with pytest.raises(UserError, match="zero byte"):
        inside(place, "true", Wall(place.workspace, environment={"TOKEN": "x\0--bind\0/\0/host"}))


def test_without_bubblewrap_nothing_starts(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap socat"):
        inside(place, "true")


def test_a_wall_that_cannot_be_built_runs_nothing(place: Place) -> None:
    """As where the kernel refuses namespaces: bubblewrap fails before the command."""
    wall = Wall(place.workspace, programs={"/opt/tool": Path("/nonexistent")})
    done = inside(place, "touch /workspace/ran", wall)
    assert done.returncode != 0
    assert not (place.workspace / "ran").exists()
