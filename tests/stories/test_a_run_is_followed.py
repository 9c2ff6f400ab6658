"""A run goes its way in the open: its states, its lines, its ending."""

import itertools
from collections.abc import Callable

from models import LogLevel, RunStatus
from playground.slack.client import plain_text
from tests.stories.plans import customer_plan, shell_plan, sign_in_plan
from tests.stories.telling import ACCOUNT, Story

ANSWERS = {"credential:ORCHARD_PASSWORD": ACCOUNT.password}


def test_pending_running_live_lines_completed(story: Callable[[], Story]) -> None:
    ana = story()
    plan = ana.given(shell_plan("echo first", "python3 -c 'import time; time.sleep(3)'", "echo last"))

    run_id = ana.implement(plan)
    ana.person.wait_for(lambda: ana.says("$ echo first"))
    live = ana.run(run_id)
    run = ana.wait_for_end(run_id)

    assert live.status is RunStatus.RUNNING
    assert run.status is RunStatus.COMPLETED
    assert run.created_at <= (run.started_at or run.created_at) <= (run.completed_at or run.created_at)
    assert run.exit_code == 0
    assert run.agent_session_id
    seqs = [line.seq for line in ana.log(run_id)]
    assert seqs == list(range(1, len(seqs) + 1))
    times = [line.timestamp for line in ana.log(run_id)]
    assert all(earlier <= later for earlier, later in itertools.pairwise(times))


def test_it_clicks_fills_and_navigates_in_a_real_browser_with_the_chosen_parameters(
    story: Callable[[], Story],
) -> None:
    ana = story()
    before = ana.site()

    run = ana.run_through(customer_plan("Shown Farm"), {**ANSWERS, "parameter:CUSTOMER": "Chosen Farm"})

    assert run.status is RunStatus.COMPLETED, run.error_message
    (created,) = (record for name, record in ana.site().items() if name not in before)
    assert created["name"] == "Chosen Farm"
    assert created["region"] == "East"
    assert created["newsletter"] is True


def test_wrong_credentials_end_in_failed_with_help_and_lines_to_debug_with(
    story: Callable[[], Story],
) -> None:
    ana = story()

    run = ana.run_through(sign_in_plan(), {"credential:ORCHARD_PASSWORD": "not-the-password"})

    assert run.status is RunStatus.FAILED
    assert run.error_message is not None
    assert "password" in run.error_message.lower()
    assert run.error_message in plain_text(ana.card(run.id))
    lines = ana.log(run.id)
    assert any("Sign in" in line.message for line in lines)
    assert {line.level for line in lines} >= {LogLevel.INFO, LogLevel.ERROR}


def test_cancel_stops_it_takes_a_checkpoint_and_says_so(story: Callable[[], Story]) -> None:
    ana = story()
    plan = ana.given(shell_plan("echo begun > begun.txt", "python3 -c 'import time; time.sleep(600)'"))
    run_id = ana.implement(plan)
    ana.person.wait_for(lambda: ana.says("time.sleep(600)"))

    ana.person.click(ana.card(run_id), "cancel_run")
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.CANCELLED
    assert ana.head()["begun.txt"] == b"begun\n"


def test_retry_is_a_new_run_of_the_same_plan(story: Callable[[], Story]) -> None:
    ana = story()
    first = ana.run_through(shell_plan("echo once more"))

    second = ana.run_again(ana.card(first.id), "retry_run")

    assert second.retry_of == first.id
    assert second.plan == first.plan
    assert second.status is RunStatus.COMPLETED
