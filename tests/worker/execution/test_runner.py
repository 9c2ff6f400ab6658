"""A run, from its pending row to its end, through the real wall, CLI, browser and shell."""

import base64
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from models import AgentRun, ApprovalPolicy, LogLevel, RunStatus
from models.base import utc_now
from models.plan import Action, NeededCredential, Step
from playground.loopback import serving
from playground.practice.server import create_practice_model
from tests.models.factories import make_plan
from tests.waiting import wait_for
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.scripted import KEY, bash, call, finish, say, scripted, step_done
from tests.worker.execution.underway import answer
from worker.execution.people.allowances import STOP_HERE
from worker.execution.runner import execute

PASSWORD = "Pippin-42-Grove"
SECRET_PLAN = make_plan(
    steps=[Step(number=1, instruction="Run it", action=Action.SHELL, value="echo $ORCHARD_PASSWORD")],
    credentials=[NeededCredential(name="ORCHARD_PASSWORD", label="Password")],
    parameters=[],
)


@contextmanager
def practice() -> Iterator[str]:
    with serving(create_practice_model(KEY)) as port:
        yield f"http://127.0.0.1:{port}"


def run_script(bench: Bench, *turns: dict[str, object], **settings: object) -> tuple[AgentRun, str]:
    """Carry out a run with a model that follows a script; return its row and all that the model received."""
    run_id = bench.run_of(SECRET_PLAN, {"ORCHARD_PASSWORD": PASSWORD})
    with scripted(*turns) as model:
        execute(bench.workbench(anthropic_base_url=model.url, **settings), run_id)
        return bench.row(run_id), model.received


def when(condition: Callable[[], bool], act: Callable[[], None]) -> threading.Thread:
    """Do something from outside once `condition` holds: a run needs the main thread for itself."""

    def wait_and_act() -> None:
        wait_for(condition, "the run to get there", 60)
        act()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    return thread


def walls() -> list[int]:
    """The outermost processes of all runs of this test: nothing inside outlives them."""
    ours = {child.pid for child in psutil.Process().children(recursive=True)}
    everybody = psutil.process_iter(["name"])
    return [each.pid for each in everybody if each.pid in ours and each.info["name"] == "bwrap"]


def test_a_run_signs_in_to_a_site_in_a_real_browser(bench: Bench, site_port: int) -> None:
    run_id = bench.run_of(make_plan(), {"ORCHARD_PASSWORD": PASSWORD})
    opened = f"orchard.test=127.0.0.1:{site_port}"
    with practice() as url:
        execute(bench.workbench(anthropic_base_url=url, egress_private_hosts=opened), run_id)

    run = bench.row(run_id)
    assert run.status is RunStatus.COMPLETED, run.error_message
    assert (run.exit_code, run.current_step, run.cost_usd, run.model) == (0, 4, 0.0, "practice")
    assert run.agent_session_id
    lines = bench.lines(run_id, LogLevel.INFO)
    assert "Opened http://orchard.test/login" in lines
    assert "Typed ORCHARD_PASSWORD into Password" in lines
    assert "Clicked Sign in" in lines
    assert any(re.match(r"The model read [1-9][0-9,]* tokens and wrote [1-9]", line) for line in lines)
    assert PASSWORD not in "\n".join(bench.lines(run_id))
    assert not list(bench.workbench().settings.workspaces.glob(f"{run_id}*"))


def test_wrong_credentials_end_in_a_message_that_helps(bench: Bench, site_port: int) -> None:
    run_id = bench.run_of(make_plan(), {"ORCHARD_PASSWORD": "not-the-password"})
    opened = f"orchard.test=127.0.0.1:{site_port}"
    with practice() as url:
        execute(bench.workbench(anthropic_base_url=url, egress_private_hosts=opened), run_id)

    run = bench.row(run_id)
    assert run.status is RunStatus.FAILED
    assert run.error_message
    assert "do not match" in run.error_message
    assert run.error_message.endswith("Click *Implement automation* and type the credentials again.")
    assert run.error_message in bench.lines(run_id, LogLevel.ERROR)


def test_a_run_carries_out_shell_commands_and_a_request_to_an_api(bench: Bench, site_port: int) -> None:
    post = (
        'curl -sS http://orchard.test/api/orders -H "Authorization: Bearer $ORCHARD_TOKEN" '
        "-H 'Content-Type: application/json' -o answer.json -w '%{http_code}' -d '{}'"
    )
    plan = make_plan(
        steps=[Step(number=1, instruction="Post it", action=Action.SHELL, value=post, irreversible=True)],
        credentials=[NeededCredential(name="ORCHARD_TOKEN", label="Token")],
        parameters=[],
    )
    run_id = bench.run_of(plan, {"ORCHARD_TOKEN": "orchard-demo-token"}, policy=ApprovalPolicy.UNATTENDED)
    with scripted(bash(post), step_done(), finish()) as model:
        opened = f"orchard.test=127.0.0.1:{site_port}"
        execute(bench.workbench(anthropic_base_url=model.url, egress_private_hosts=opened), run_id)
    assert bench.row(run_id).status is RunStatus.COMPLETED
    assert "422" in model.received  # the token was right, the order was empty
    assert f"$ {post}" in bench.lines(run_id)


def test_a_secret_that_a_command_prints_reaches_neither_the_model_nor_the_log(bench: Bench) -> None:
    encoded = base64.b64encode(f"x{PASSWORD}".encode()).decode()
    run, received = run_script(
        bench,
        bash("echo plain $ORCHARD_PASSWORD"),
        bash("printf 'x%s' $ORCHARD_PASSWORD | base64"),
        bash("echo failing $ORCHARD_PASSWORD >&2; exit 3"),
        bash("python3 -c \"import os, json; print(json.dumps({'p': os.environ['ORCHARD_PASSWORD']}))\""),
        step_done(1, f"It printed {PASSWORD}"),
        finish("The password is Pippin-42-Grove, they say."),
    )
    logged = "\n".join(bench.lines(run.id))
    for text in (received, logged, run.summary or ""):
        assert PASSWORD not in text
        assert encoded not in text
    assert received.count("[ORCHARD_PASSWORD]") >= 4
    assert run.summary == "The password is [ORCHARD_PASSWORD], they say."


def test_the_model_never_sees_the_key_and_the_run_never_holds_it(bench: Bench) -> None:
    _, received = run_script(
        bench, bash("env | sort; cat /proc/*/environ | tr '\\0' '\\n'"), step_done(), finish()
    )
    assert "ANTHROPIC_API_KEY=added-outside" in received
    assert KEY not in received


def test_a_cancelled_run_stops_keeps_its_files_and_leaves_no_process(bench: Bench, workspaces: Path) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    command = "echo begun > file; python3 -c 'import time; time.sleep(600)'"
    gone_after: list[float] = []

    def cancel() -> None:
        asked_at = time.monotonic()
        bench.change(run_id, lambda run: setattr(run, "cancel_requested_at", utc_now()))
        wait_for(lambda: not walls(), "every process to be gone", 10)
        gone_after.append(time.monotonic() - asked_at)

    with scripted(bash(command)) as model:
        canceller = when((workspaces / f"{run_id}-1" / "workspace" / "file").exists, cancel)
        execute(bench.workbench(anthropic_base_url=model.url), run_id)
        canceller.join()

    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert gone_after[0] < 5
    assert [checkpoint.files for checkpoint in bench.checkpoints(run_id)] == [0, 1]


def test_the_next_run_starts_with_the_files_of_the_last(bench: Bench) -> None:
    first = bench.run_of(SHELL_PLAN)
    with scripted(bash("echo apples > list"), step_done(), finish()) as model:
        execute(bench.workbench(anthropic_base_url=model.url), first)
    head = bench.checkpoints(first)[-1].id
    second = bench.next_run(first, starts_from=head)
    with scripted(bash("cat list; echo pears >> list"), step_done(), finish()) as model:
        execute(bench.workbench(anthropic_base_url=model.url), second)
    assert "apples" in model.received
    assert [checkpoint.step for checkpoint in bench.checkpoints(second)] == [0, 1, 1]


def test_a_run_is_carried_out_once(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, status=RunStatus.RUNNING)
    execute(bench.workbench(), run_id)
    assert bench.row(run_id).status is RunStatus.RUNNING
    assert not bench.lines(run_id)


def test_a_run_cancelled_before_it_began_never_begins(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN, cancel_requested_at=utc_now())
    execute(bench.workbench(), run_id)
    assert bench.row(run_id).status is RunStatus.CANCELLED
    assert not bench.lines(run_id)


def test_a_refused_key_ends_the_run_at_once_and_says_whom_to_ask(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    with scripted() as model:
        model.key = "another key"
        execute(bench.workbench(anthropic_base_url=model.url), run_id)
    assert "ANTHROPIC_API_KEY" in (bench.row(run_id).error_message or "")
    assert model.refused == 1


def test_a_run_that_takes_too_long_is_stopped_unless_somebody_gives_it_more(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    person = threading.Thread(target=answer, args=(bench, run_id, STOP_HERE))
    person.start()
    with scripted(bash("python3 -c 'import time; time.sleep(600)'")) as model:
        execute(bench.workbench(anthropic_base_url=model.url, run_seconds=5), run_id)
    person.join()
    run = bench.row(run_id)
    assert (run.status, run.exit_code) == (RunStatus.FAILED, 124)
    assert "RUN_SECONDS" in (run.error_message or "")
    assert not walls()


def test_a_missing_credential_is_named(bench: Bench) -> None:
    run_id = bench.run_of(SECRET_PLAN)
    execute(bench.workbench(), run_id)
    assert "“Password” is not stored" in (bench.row(run_id).error_message or "")


def test_without_bubblewrap_a_run_fails_closed_and_says_how_to_install_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    run, received = run_script(bench, bash("date"), finish())
    assert run.status is RunStatus.FAILED
    assert "apt-get install bubblewrap socat" in (run.error_message or "")
    assert received == "[]"


def test_a_machine_that_allows_no_namespaces_fails_closed_and_says_why(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, workspaces: Path
) -> None:
    broken = workspaces / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{workspaces}:/usr/bin:/bin")
    run, received = run_script(bench, bash("date"), finish())
    assert "No permissions to create new namespace" in (run.error_message or "")
    assert received == "[]"


def test_an_agent_that_stops_early_is_reminded_and_then_the_run_fails(bench: Bench) -> None:
    run, received = run_script(bench, say("I think that is it."), say("Really."))
    assert "call run_finished" in received
    assert "without saying whether it was done" in (run.error_message or "")


def test_the_metadata_address_and_files_are_refused_and_said_so(bench: Bench) -> None:
    open_page = "mcp__browser__browser_navigate"
    run, received = run_script(
        bench,
        bash("curl -s http://169.254.169.254/latest/"),
        call(open_page, url="file:///etc/passwd"),
        call("Read", file_path="/etc/passwd"),
        finish(),
    )
    errors = bench.lines(run.id, LogLevel.ERROR)
    assert any(line.startswith("169.254.169.254 is not a public address") for line in errors)
    assert any(line.startswith("Did not work: opened file:///etc/passwd") for line in errors)
    assert "agent:x:1000" not in received


def test_log_rows_are_numbered_without_gaps(bench: Bench) -> None:
    run, _ = run_script(bench, *(bash(f"echo {number}") for number in range(5)), step_done(), finish())
    assert bench.numbers(run.id) == list(range(1, len(bench.numbers(run.id)) + 1))


def test_the_first_request_is_small(bench: Bench) -> None:
    steps = [
        Step(number=n, instruction=f"Type field {n}", action=Action.TYPE, target="Name", value="{EMAIL}")
        for n in range(1, 11)
    ]
    run_id = bench.run_of(make_plan(steps=steps), {"ORCHARD_PASSWORD": PASSWORD})
    with scripted(finish()) as model:
        execute(bench.workbench(anthropic_base_url=model.url), run_id)
    tokens = len(httpx.Request("POST", "http://model", json=model.requests[0]).content) / 4
    assert tokens <= 6000
