"""At a limit a person is asked, and a raised limit is kept."""

import asyncio
from collections.abc import Callable

from models import AgentRun, QuestionKind, RunStatus
from tests.worker.execution.bench import Bench
from tests.worker.execution.underway import answer, open_question, questions, underway
from worker.execution.current_run import CurrentRun
from worker.execution.people.allowances import STOP_HERE, Allowances
from worker.execution.people.asking import Asker
from worker.execution.stopping import Stop


def allowances(run: CurrentRun) -> Allowances:
    return Allowances(run, Asker(run))


def more_money(bench: Bench, words: Callable[[list[str]], str]) -> tuple[float, AgentRun]:
    """Reach a limit of $5.00 and choose an option; return the limit from then on, and the row."""

    async def story() -> tuple[float, AgentRun]:
        with underway(bench) as run:
            asking = asyncio.create_task(allowances(run).more_money(5.0))
            asked = await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert asked.kind is QuestionKind.LIMIT
            assert asked.prompt == "This run has cost $5.00. That is its limit. Raise it to $10.00?"
            await asyncio.to_thread(answer, bench, run.assignment.run_id, words(asked.options))
            return await asking, bench.row(run.assignment.run_id)

    return asyncio.run(story())


def test_a_person_may_let_a_run_cost_more(bench: Bench) -> None:
    limit, row = more_money(bench, lambda options: options[0])
    assert (limit, row.cost_limit_usd, row.status) == (10.0, 10.0, RunStatus.RUNNING)


def test_a_person_may_stop_a_run_at_its_limit(bench: Bench) -> None:
    limit, row = more_money(bench, lambda options: options[-1])
    assert (limit, row.cost_limit_usd) == (5.0, None)


def test_a_run_is_raised_only_to_what_is_left_of_the_persons_day(bench: Bench) -> None:
    async def story() -> float:
        with underway(bench, user_cost_usd_per_day=25.0) as run:
            bench.next_run(run.assignment.run_id, cost_usd=18.5)
            asking = asyncio.create_task(allowances(run).more_money(5.0))
            asked = await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to $6.50")
            assert asked.options == ["Raise to $6.50", STOP_HERE]
            return await asking

    assert asyncio.run(story()) == 6.5


def test_nobody_is_asked_for_more_than_a_persons_day_allows(bench: Bench) -> None:
    async def story() -> tuple[float, CurrentRun]:
        with underway(bench, user_cost_usd_per_day=25.0) as run:
            bench.next_run(run.assignment.run_id, cost_usd=20.0)
            return await allowances(run).more_money(5.0), run

    limit, run = asyncio.run(story())
    assert limit == 5.0
    assert not questions(bench, run.assignment.run_id)
    assert "$25.00 that a person has per day" in bench.lines(run.assignment.run_id)[0]


def test_a_run_that_works_too_long_goes_on_if_a_person_says_so(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench, run_seconds=1) as run:
            keeping = asyncio.create_task(allowances(run).keep_time())
            await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to 2 seconds")
            await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert bench.row(run.assignment.run_id).seconds_limit == 2
            assert not run.stopping.done()
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            assert not any(each.open for each in questions(bench, run.assignment.run_id))

    asyncio.run(story())


def test_a_run_that_works_too_long_is_stopped_if_a_person_says_so(bench: Bench) -> None:
    async def story() -> Stop:
        with underway(bench, run_seconds=1) as run:
            keeping = asyncio.create_task(allowances(run).keep_time())
            await asyncio.to_thread(answer, bench, run.assignment.run_id, STOP_HERE)
            await keeping
            return run.stopping.result()

    assert asyncio.run(story()) is Stop.OVERTIME


def test_the_time_that_a_run_waits_is_not_on_its_clock(bench: Bench) -> None:
    async def story() -> bool:
        with underway(bench, run_seconds=1) as run:
            run.signs.waited_seconds += 3600
            keeping = asyncio.create_task(allowances(run).keep_time())
            done, _ = await asyncio.wait({keeping}, timeout=2)
            asked = questions(bench, run.assignment.run_id)
            keeping.cancel()
            return bool(done or asked)

    assert not asyncio.run(story())
