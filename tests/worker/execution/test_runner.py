"""A run, from its pending row to its end, through the real wall, CLI, browser and shell."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from models import ApprovalPolicy, LogLevel, RunStatus
from models.base import utc_now
from models.plan import Action, NeededCredential, Step
from playground.loopback import serving
from playground.practice.server import create_practice_model
from tests.models.factories import make_plan
from tests.worker.execution.bench import SHELL_PLAN, Bench
from tests.worker.execution.carrying_out import (
    PASSWORD,
    carried_out,
    carried_out_with_a_secret,
)
from tests.worker.execution.scripted import KEY, bash, finish, step_done
from worker.execution.runner import execute


@contextmanager
def practice() -> Iterator[str]:
    with serving(create_practice_model(KEY)) as port:
        yield f"http://127.0.0.1:{port}"


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
    opened = f"orchard.test=127.0.0.1:{site_port}"
    model = carried_out(bench, run_id, bash(post), step_done(), finish(), egress_private_hosts=opened)
    assert bench.row(run_id).status is RunStatus.COMPLETED
    assert "422" in model.received  # the token was right, the order was empty
    assert f"$ {post}" in bench.lines(run_id)


def test_the_next_run_starts_with_the_files_of_the_last(bench: Bench) -> None:
    first = bench.run_of(SHELL_PLAN)
    carried_out(bench, first, bash("echo apples > list"), step_done(), finish())
    head = bench.checkpoints(first)[-1].id
    second = bench.next_run(first, starts_from=head)
    model = carried_out(bench, second, bash("cat list; echo pears >> list"), step_done(), finish())
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


def test_log_rows_are_numbered_without_gaps(bench: Bench) -> None:
    run, _ = carried_out_with_a_secret(
        bench, *(bash(f"echo {number}") for number in range(5)), step_done(), finish()
    )
    assert bench.numbers(run.id) == list(range(1, len(bench.numbers(run.id)) + 1))


def test_the_first_request_is_small(bench: Bench) -> None:
    steps = [
        Step(number=n, instruction=f"Type field {n}", action=Action.TYPE, target="Name", value="{EMAIL}")
        for n in range(1, 11)
    ]
    run_id = bench.run_of(make_plan(steps=steps), {"ORCHARD_PASSWORD": PASSWORD})
    model = carried_out(bench, run_id, finish())
    tokens = len(httpx.Request("POST", "http://model", json=model.requests[0]).content) / 4
    assert tokens <= 6000
