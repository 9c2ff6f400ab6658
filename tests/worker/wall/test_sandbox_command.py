"""`python -m worker sandbox`: any command behind exactly the wall that runs live in."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import ConfigurationError
from tests.waiting import wait_for
from tests.worker.wall.behind import a_long_sleep, is_alive
from tests.worker.wall.ordinary_user import AS_AN_ORDINARY_USER, ORDINARY_USER, make_ordinary_users_folder
from worker.wall.cli import main


@pytest.fixture(autouse=True)
def _own_workspaces(workspaces: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSPACES", str(workspaces / "runs"))


def sandbox(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "worker", "sandbox", *arguments], capture_output=True, text=True, check=False
    )


def as_an_ordinary_user(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", AS_AN_ORDINARY_USER, *arguments], capture_output=True, text=True, check=False
    )


def owner_of(path: Path) -> tuple[int, int]:
    info = path.lstat()
    return info.st_uid, info.st_gid


def left_over(workspaces: Path) -> list[Path]:
    return list((workspaces / "runs").iterdir())


def test_a_commands_output_and_status_come_out_and_its_folder_goes(workspaces: Path) -> None:
    done = sandbox("--credential", "NAME=b", "--", "bash", "-c", "echo $NAME; touch /workspace/file; exit 9")
    assert (done.returncode, done.stdout, done.stderr) == (9, "b\n", "")
    assert left_over(workspaces) == []


@pytest.mark.parametrize(
    ("command", "status"), [("kill -9 $$", 137), ("kill -TERM $$", 143), ("no-such-program", 127)]
)
def test_how_a_command_was_killed_comes_out_as_a_shell_would_say(command: str, status: int) -> None:
    assert main(["--", "bash", "-c", command]) == status


def test_a_command_whose_time_is_up_is_ended_and_says_so() -> None:
    sleep = a_long_sleep()
    done = sandbox("--seconds", "0.5", "--", "bash", "-c", f"trap '' TERM INT; setsid {sleep} & {sleep}")
    assert (done.returncode, done.stderr) == (124, "The time was up after 0.5 seconds.\n")
    assert not is_alive(sleep)


def test_a_disk_quota_holds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("worker.wall.quota._RESERVE", 1 << 62)
    assert main(["sleep", "600"]) == 137
    assert "nearly full" in capsys.readouterr().err


def test_a_credential_can_be_taken_from_the_environment_where_no_list_of_processes_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TOKEN", "canary")
    assert sandbox("--credential", "TOKEN", "--", "printenv", "TOKEN").stdout == "canary\n"


def test_a_credential_that_is_not_set_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--credential", "NOT_SET_ANYWHERE", "--", "true"])
    assert "must look like NAME=VALUE" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["PATH", "LD_PRELOAD", "HTTPS_PROXY"])
def test_a_credential_that_programs_would_obey_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--credential", f"{name}=x", "--", "true"])
    assert f"{name} already means something to the programs of a run" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_that_never_ends_or_never_begins_is_refused(
    seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--seconds", seconds, "--", "true"])
    assert "must be a positive number of seconds" in capsys.readouterr().err


def test_without_a_time_a_command_has_an_hour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "default: 3600" in capsys.readouterr().out
    monkeypatch.setattr("worker.wall.cli._SECONDS", 0.5)
    assert main(["sleep", "600"]) == 124


def test_a_folder_that_is_lent_keeps_what_was_written_and_its_owner(workspaces: Path) -> None:
    lent = workspaces / "lent"
    lent.mkdir()
    assert main(["--workspace", str(lent), "--", "sh", "-c", "echo x > file"]) == 0
    assert (lent / "file").read_text() == "x\n"
    assert (lent / "file").stat().st_uid == os.getuid()


def test_each_file_of_a_folder_that_is_lent_is_its_owners_again_wherever_it_is_then(workspaces: Path) -> None:
    lent, moved = workspaces / "lent", workspaces / "lent" / "below" / "moved"
    (lent / "below").mkdir(parents=True)
    (lent / "link").symlink_to("/etc/passwd")
    (lent / "file").touch()
    if os.getuid() == 0:
        os.chown(lent / "file", ORDINARY_USER, ORDINARY_USER + 1)
    owner = owner_of(lent / "file")

    assert main(["--workspace", str(lent), "--", "sh", "-c", "mv file below/moved; echo x > file"]) == 0

    assert owner_of(moved) == owner
    assert owner_of(lent / "file") == owner_of(lent / "link") == owner_of(lent) == (os.getuid(), os.getgid())
    assert owner_of(Path("/etc/passwd")) == (0, 0)


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_what_is_no_folder_is_not_lent_and_stays_as_it_is(
    workspaces: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspaces / "file").touch()
    with pytest.raises(SystemExit, match="2"):
        main(["--workspace", str(workspaces / name), "--", "true"])
    assert f"there is no folder {workspaces / name}\n" in capsys.readouterr().err
    assert owner_of(workspaces / "file") == (os.getuid(), os.getgid())


def test_a_command_that_is_interrupted_leaves_nothing(workspaces: Path) -> None:
    sleep = a_long_sleep()
    command = [sys.executable, "-m", "worker", "sandbox", "--", *sleep.split()]
    with subprocess.Popen(command) as process:
        wait_for(lambda: is_alive(sleep), "the command")
        process.terminate()
        assert process.wait(10) == 128 + signal.SIGTERM
    assert not is_alive(sleep)
    assert left_over(workspaces) == []


def test_folders_are_made_where_the_setting_says(workspaces: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = workspaces / "not-a-folder-of-its-own"
    elsewhere.symlink_to(workspaces)
    monkeypatch.setenv("WORKSPACES", str(elsewhere))

    with pytest.raises(ConfigurationError, match=elsewhere.name):
        main(["true"])


@pytest.fixture
def _ordinary_users_workspaces(workspaces: Path) -> None:
    make_ordinary_users_folder(workspaces / "runs")


@pytest.mark.usefixtures("_ordinary_users_workspaces")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("touch /workspace/file && exit 5", 5),
        ("cat /etc/shadow || touch /usr/planted || unshare --user true", 1),
        ("kill -9 $$", 137),
    ],
)
def test_an_ordinary_user_has_the_same_wall(workspaces: Path, command: str, status: int) -> None:
    assert as_an_ordinary_user("--", "bash", "-c", command).returncode == status
    assert left_over(workspaces) == []


@pytest.mark.usefixtures("_ordinary_users_workspaces")
def test_an_ordinary_users_command_has_no_capability_and_a_filter() -> None:
    done = as_an_ordinary_user(
        "--", "grep", "-E", "^(CapEff|CapBnd|NoNewPrivs|Seccomp):", "/proc/self/status"
    )
    values = dict(line.split(":\t") for line in done.stdout.splitlines())
    assert values == {"CapEff": "0" * 16, "CapBnd": "0" * 16, "NoNewPrivs": "1", "Seccomp": "2"}


@pytest.mark.usefixtures("_ordinary_users_workspaces")
def test_an_ordinary_users_command_leaves_no_process() -> None:
    sleep = a_long_sleep()
    done = as_an_ordinary_user("--seconds", "0.5", "--", "bash", "-c", f"setsid {sleep} & {sleep}")
    assert done.returncode == 124, done.stderr
    assert not is_alive(sleep)
