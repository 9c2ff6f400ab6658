"""A run's commands cannot get at the other processes of the run, and notice nothing of it otherwise."""

import json

import pytest

from models.plan import Action, NeededCredential, Step
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.carrying_out import PASSWORD, carried_out
from tests.worker.execution.scripted import bash, finish
from tests.worker.wall.behind import inside
from worker.wall import apart
from worker.wall.apart import SHELL, ShellNotApart, shell_environment, shell_program
from worker.wall.place import Place
from worker.wall.sandbox import Wall

_OTHER = "TOKEN=canary-token sleep 60 & other=$!; until grep -q sleep /proc/$other/comm; do :; done; "
_BROWSER_AND_SHELL = make_plan(
    steps=[
        Step(number=1, instruction="Open it", action=Action.NAVIGATE, value="https://shop.example/"),
        Step(number=2, instruction="Run it", action=Action.SHELL, value="date"),
    ],
    credentials=[NeededCredential(name="ORCHARD_PASSWORD", label="Password")],
    parameters=[],
)


def test_a_process_outside_can_be_read_without_the_domain(place: Place) -> None:
    """What the next tests rest on: it is the domain that refuses, nothing else."""
    done = inside(place, _OTHER + "cat /proc/$other/environ; kill $other && echo killed")
    assert "canary-token" in done.stdout
    assert done.stdout.endswith("killed\n")


@pytest.mark.parametrize("what", ["environ", "mem", "maps", "fd/0", "cwd/file", "root/etc/passwd", "auxv"])
def test_a_command_reads_nothing_of_another_process(place: Place, what: str) -> None:
    (place.workspace / "file").write_text("x")
    status, said = _of_a_command(place, f"head -c 1 /proc/$other/{what}")
    assert status != 0
    assert "Permission denied" in said


def test_a_command_cannot_write_into_another_process(place: Place) -> None:
    status, said = _of_a_command(place, ": >> /proc/$other/mem")
    assert status != 0
    assert "Permission denied" in said


def test_a_command_cannot_signal_another_process(place: Place) -> None:
    status, said = _of_a_command(place, "kill -USR1 $other")
    assert status != 0
    assert "Operation not permitted" in said


@pytest.mark.parametrize(
    "path", ["/run/handed-in", "/proc/self/root/run/handed-in", "/proc/1/root/run/handed-in"]
)
def test_a_command_cannot_read_what_was_handed_to_others(place: Place, path: str) -> None:
    status, said = _of_a_command(place, f"cat {path}")
    assert status != 0
    assert "canary" not in said


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("echo kept > file; cat file", "kept\n"),
        ("mkdir a b; touch a/f; mv a/f b/g; ln b/g a/h; ls a b", "a:\nh\n\nb:\ng\n"),
        ("echo piped | cat; cat <(echo substituted)", "piped\nsubstituted\n"),
        ("sleep 60 & kill $!; wait $! || echo ended", "ended\n"),
        (
            "MINE=own sleep 60 & until grep -qa MINE /proc/$!/environ; do :; done; kill $!; echo read",
            "read\n",
        ),
        ("python3 -c 'print(6 * 7)'; echo to > /dev/null; cat /etc/hosts", "42\n127.0.0.1 localhost\n"),
        ("echo scratch > /tmp/f; cp /tmp/f ~/f; mv ~/f .; cat f", "scratch\n"),
        ("exec 3<<< here; cat /proc/self/fd/3", "here\n"),
        ("bash -c 'bash -c \"echo nested\"'", "nested\n"),
        (f"{SHELL} -c 'echo again'", "again\n"),
        ("echo $0 $1; exit 7", "first second\n"),
    ],
    ids=[
        "files",
        "moving",
        "pipes",
        "its-own-children",
        "its-own-environment",
        "programs",
        "scratch",
        "descriptors",
        "shells",
        "domains",
        "arguments",
    ],
)
def test_everything_else_is_ordinary(place: Place, command: str, says: str) -> None:
    script = f"exec {SHELL} -c '{_quoted(command)}' first second"
    done = inside(place, script, _wall(place))
    assert (done.stdout, done.stderr) == (says, "")


def test_start_up_files_are_read_in_the_domain(place: Place) -> None:
    """A command could write them for the next one."""
    script = _OTHER + f"echo 'cat /proc/'$other'/environ' > ~/.bash_profile; {SHELL} -l -c true"
    assert "canary" not in inside(place, script, _wall(place)).stdout


def test_commands_of_a_real_run_cannot_reach_the_browsers_server(bench: Bench) -> None:
    run_id = bench.run_of(_BROWSER_AND_SHELL, {"ORCHARD_PASSWORD": PASSWORD})
    model = carried_out(
        bench,
        run_id,
        bash(
            "server=$(pgrep -f ^/opt/browser-server/node); tr '\\0' ' ' < /proc/$server/cmdline | head -c 24;"
            "head -c1 /proc/$server/mem; head -c1 /proc/$PPID/mem; kill -0 $server; cat /run/secrets.env"
        ),
        finish(),
    )
    said = json.dumps(model.requests[1])
    assert "/opt/browser-server/node" in said
    assert said.count("/mem' for reading: Permission denied") == 2
    assert "Operation not permitted" in said
    assert "/run/secrets.env: Permission denied" in said
    assert "[ORCHARD_PASSWORD]" not in said


@pytest.mark.parametrize(("what", "lacks"), [("_landlock_version", -1), ("_can_start", False)])
def test_without_a_shell_apart_secrets_of_a_browser_are_not_put_beside_one(
    monkeypatch: pytest.MonkeyPatch, what: str, lacks: int
) -> None:
    monkeypatch.setattr(apart, what, lambda: lacks)
    with pytest.raises(ShellNotApart, match="Landlock"):
        shell_environment(must_be_apart=True)
    assert shell_environment(must_be_apart=False) == {}


def test_a_shell_that_cannot_be_set_apart_does_not_start(place: Place) -> None:
    """As where the kernel refuses after all."""
    program = shell_program().read_text()
    (place.workspace / "bash").write_text(program.replace("444, 445, 446", "444, 445, -1"))
    done = inside(place, "python3 bash -c 'echo started'")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "this shell cannot be set apart" in done.stderr


def _of_a_command(place: Place, command: str) -> tuple[int, str]:
    """Carry it out apart, beside a process that is not: $other."""
    script = f"{_OTHER} export other; {SHELL} -c '{command}'; status=$?; kill $other; exit $status"
    done = inside(place, script, _wall(place))
    return done.returncode, done.stdout + done.stderr


def _wall(place: Place) -> Wall:
    return Wall(place.workspace, programs={SHELL: shell_program()}, files={"/run/handed-in": b"canary"})


def _quoted(command: str) -> str:
    return command.replace("'", "'\\''")
