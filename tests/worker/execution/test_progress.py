"""A run's row while it is going: whose it is, what is kept, and how the next attempt finds it."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import AgentCheckpoint, AgentRun, AgentStep, Question, QuestionKind, RunStatus
from models.base import utc_now
from models.outcome import Outcome
from models.session import transaction
from tests.worker.execution.bench import SHELL_PLAN, Bench
from worker.execution.assignment import Assignment
from worker.execution.ending import Ending
from worker.execution.progress import Progress, Pulse, Signs, Superseded

DONE = Ending(RunStatus.COMPLETED, 0, summary="All done.", outcome=Outcome())


def taken_up(bench: Bench, run_id: uuid.UUID, **settings: float) -> tuple[Progress, Assignment]:
    progress = Progress(bench.workbench(**settings), run_id)
    assignment = progress.claim()
    assert assignment is not None
    return progress, assignment


def given_back(bench: Bench, run_id: uuid.UUID) -> None:
    bench.change(run_id, lambda run: run.move_to(RunStatus.PENDING))


def steps(bench: Bench, run_id: uuid.UUID) -> list[AgentStep]:
    with transaction(bench.engine) as session:
        of_the_run = select(AgentStep).where(AgentStep.run_id == run_id)
        return list(session.scalars(of_the_run.order_by(AgentStep.number)))


def test_each_time_a_run_is_taken_up_is_one_more_attempt(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    _, first = taken_up(bench, run_id)
    given_back(bench, run_id)
    _, second = taken_up(bench, run_id)
    assert (first.attempt, first.resumed, second.attempt, second.resumed) == (1, False, 2, True)


def test_a_later_attempt_knows_how_far_the_earlier_ones_came(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    progress, assignment = taken_up(bench, run_id)
    signs = Signs.at_start(assignment)
    signs.cost_usd, signs.waited_seconds, signs.session_id = 1.25, 40.0, "the-session"
    for number in (1, 2):
        progress.begin_step(number)
    progress.finish_step(1, "It says so.")
    progress.beat(signs)
    given_back(bench, run_id)
    _, again = taken_up(bench, run_id)
    assert (again.finished_step, again.doubtful_steps) == (1, frozenset({2}))
    assert (again.spent_usd, again.session_id) == (1.25, "the-session")
    assert again.waited_seconds >= 40.0


def test_a_later_attempt_goes_on_with_the_newest_files_of_this_run(bench: Bench) -> None:
    earlier_run = bench.checkpoint_of(bench.run_of(SHELL_PLAN))
    run_id = bench.run_of(SHELL_PLAN, starts_from=earlier_run)
    _, first = taken_up(bench, run_id)
    assert (first.files_from, first.files_step) == (earlier_run, 0)
    bench.checkpoint_of(run_id)
    newest = bench.checkpoint_of(run_id)
    with transaction(bench.engine) as session:
        session.get_one(AgentCheckpoint, newest).step = 3
    given_back(bench, run_id)
    _, second = taken_up(bench, run_id)
    assert (second.files_from, second.files_step) == (newest, 3)


def test_the_time_without_a_worker_is_waiting_and_not_work(bench: Bench) -> None:
    began = utc_now() - timedelta(seconds=100)
    last_sign = began + timedelta(seconds=30)
    run_id = bench.run_of(
        SHELL_PLAN, attempt=1, started_at=began, heartbeat_at=last_sign, waited_seconds=10.0
    )
    _, taken = taken_up(bench, run_id)
    assert taken.worked_seconds == 20.0
    assert 80 <= taken.waited_seconds < 140
    assert bench.row(run_id).worked_seconds == pytest.approx(20.0, abs=5)


def test_what_a_run_may_cost_is_what_the_persons_day_leaves_and_counts_from_then_on(bench: Bench) -> None:
    first_id = bench.run_of(SHELL_PLAN)
    _, first = taken_up(bench, first_id, user_cost_usd_per_day=8.0)
    _, second = taken_up(bench, bench.next_run(first_id), user_cost_usd_per_day=8.0)
    _, third = taken_up(bench, bench.next_run(first_id), user_cost_usd_per_day=8.0)
    assert [each.cost_limit_usd for each in (first, second, third)] == [5.0, 3.0, 0.0]
    assert bench.row(first_id).cost_limit_usd == 5.0


def test_runs_that_are_taken_up_at_once_do_not_together_pass_the_persons_day(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    runs = [run_id, *(bench.next_run(run_id) for _ in range(5))]
    together = threading.Barrier(len(runs))

    def take(each: uuid.UUID) -> float:
        together.wait()
        return taken_up(bench, each, user_cost_usd_per_day=12.5)[1].cost_limit_usd

    with ThreadPoolExecutor(len(runs)) as pool:
        assert sorted(pool.map(take, runs)) == [0.0, 0.0, 0.0, 2.5, 5.0, 5.0]


def test_a_limit_stays_what_it_was_for_the_next_worker(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    taken_up(bench, run_id, user_cost_usd_per_day=3.0)
    given_back(bench, run_id)
    bench.next_run(run_id, status=RunStatus.COMPLETED, cost_usd=3.0)
    _, again = taken_up(bench, run_id, user_cost_usd_per_day=3.0)
    assert again.cost_limit_usd == 3.0


def test_a_raised_limit_holds_and_the_setting_holds_without_one(bench: Bench) -> None:
    _, plain = taken_up(bench, bench.run_of(SHELL_PLAN))
    _, raised = taken_up(bench, bench.run_of(SHELL_PLAN, cost_limit_usd=10.0, seconds_limit=7200))
    settings = bench.workbench().settings
    assert (plain.cost_limit_usd, plain.seconds_limit) == (settings.run_cost_usd, settings.run_seconds)
    assert (raised.cost_limit_usd, raised.seconds_limit) == (10.0, 7200)


@pytest.mark.parametrize(
    "change",
    [
        lambda run: setattr(run, "attempt", 2),
        lambda run: run.move_to(RunStatus.PENDING),
        lambda run: run.move_to(RunStatus.CANCELLED),
    ],
    ids=["another worker has it", "it waits for another worker", "it has ended"],
)
def test_a_worker_that_was_only_slow_writes_nothing_any_more(
    bench: Bench, change: Callable[[AgentRun], None]
) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    progress, _ = taken_up(bench, run_id)
    bench.change(run_id, change)
    before = bench.row(run_id)

    for write in (progress.begin_step, lambda number: progress.finish_step(number, "Done")):
        with pytest.raises(Superseded):
            write(1)
    assert progress.beat(Signs(step=1)) is Pulse.OVER
    progress.finish(Signs(step=1), DONE)
    progress.hand_over(Signs(step=1))

    after = bench.row(run_id)
    assert (after.status, after.attempt, after.current_step) == (before.status, before.attempt, 0)
    assert after.summary is None
    assert not steps(bench, run_id)


def test_a_step_is_begun_once(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    progress, _ = taken_up(bench, run_id)
    progress.begin_step(1)
    (first,) = steps(bench, run_id)
    progress.begin_step(1)
    (second,) = steps(bench, run_id)
    assert first.begun_at == second.begun_at


def test_an_end_keeps_what_was_said_spent_and_seen(bench: Bench) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    progress, _ = taken_up(bench, run_id)
    progress.finish(Signs(step=1, cost_usd=0.5), DONE)
    run = bench.row(run_id)
    assert (run.status, run.current_step, run.summary, run.cost_usd) == (
        RunStatus.COMPLETED, 1, "All done.", 0.5,
    )  # fmt: skip
    assert run.outcome == {"criteria": []}


@pytest.mark.parametrize("leave", ["finish", "hand_over"])
def test_a_worker_that_leaves_withdraws_what_it_asked(bench: Bench, leave: str) -> None:
    run_id = bench.run_of(SHELL_PLAN)
    progress, _ = taken_up(bench, run_id)
    with transaction(bench.engine) as session:
        question = Question(run_id=run_id, kind=QuestionKind.TEXT, prompt="Which?", expires_at=utc_now())
        session.add(question)
    if leave == "finish":
        progress.finish(Signs(), DONE)
    else:
        progress.hand_over(Signs())
        assert bench.row(run_id).status is RunStatus.PENDING
    with transaction(bench.engine) as session:
        assert session.get_one(Question, question.id).withdrawn_at is not None


def test_a_step_begins_once_also_after_it_was_reported_done(bench: Bench) -> None:
    progress, _ = taken_up(bench, bench.run_of(SHELL_PLAN))
    progress.finish_step(1, "It says so.")
    assert progress.begun_steps() == frozenset()
    progress.begin_step(1)
    progress.begin_step(1)
    assert progress.begun_steps() == frozenset({1})
