"""At a limit a person is asked, and a raised limit is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from models import AgentRun, QuestionKind, RunStatus
from models.base import utc_now
from tests.worker.execution.bench import Bench
from tests.worker.execution.underway import answer, asker_of, open_question, questions, underway
from worker.execution.current_run import CurrentRun
from worker.execution.people.allowances import STOP_HERE, Allowances
from worker.execution.stopping import Stop
from worker.network.metering import Spent


def allowances(run: CurrentRun) -> Allowances:
    return Allowances(run, asker_of(run))


async def at_limit(run: CurrentRun, limit_usd: float = 5.0) -> float:
    """Let a run have cost all it may."""
    run.signs.cost_usd = limit_usd
    return await allowances(run).more_money(limit_usd, limit_usd)


def more_money(bench: Bench, words: Callable[[list[str]], str]) -> tuple[float | str, AgentRun]:
    """Reach a limit of $5.00 and choose an option; return the new limit or why it stays, and the row."""

    async def story() -> tuple[float | str, AgentRun]:
        with underway(bench) as run:
            asking = asyncio.create_task(at_limit(run))
            asked = await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert asked.kind is QuestionKind.LIMIT
            assert asked.prompt == "This run has cost $5.00. Its limit is $5.00. Raise it to $10.00?"
            await asyncio.to_thread(answer, bench, run.assignment.run_id, words(asked.options))
            return await _limit_or_reason(asking), bench.row(run.assignment.run_id)

    return asyncio.run(story())


async def _limit_or_reason(asking: Awaitable[float]) -> float | str:
    try:
        return await asking
    except Spent as spent:
        return str(spent)


def not_raised(bench: Bench, limit_usd: float, others: Sequence[dict[str, Any]], **settings: float) -> str:
    """Reach a limit beside other runs of the same person, with nobody asked; return why it stays."""

    async def story() -> str:
        with underway(bench, **settings) as run:
            for other in others:
                bench.next_run(run.assignment.run_id, **other)
            with pytest.raises(Spent) as spent:
                await at_limit(run, limit_usd)
            assert not questions(bench, run.assignment.run_id)
            return str(spent.value)

    return asyncio.run(story())


def test_a_person_may_let_a_run_cost_more(bench: Bench) -> None:
    limit, row = more_money(bench, lambda options: options[0])
    assert (limit, row.cost_limit_usd, row.status) == (10.0, 10.0, RunStatus.RUNNING)


def test_a_person_may_stop_a_run_at_its_limit(bench: Bench) -> None:
    reason, row = more_money(bench, lambda options: options[-1])
    assert "came to its limit of $5.00 and was not allowed more. Click Retry" in str(reason)
    assert row.cost_limit_usd == 5.0


def test_before_a_limit_is_passed_the_question_tells_what_was_really_spent_and_raises_by_enough(
    bench: Bench,
) -> None:
    async def story() -> tuple[str, float]:
        with underway(bench, run_cost_usd=0.1) as run:
            run.signs.cost_usd = 0.06
            asking = asyncio.create_task(allowances(run).more_money(0.1, 0.3061))
            asked = await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to $0.31")
            return asked.prompt, await asking

    assert asyncio.run(story()) == (
        "This run has cost $0.06, and going on would pass its limit of $0.10. Raise it to $0.31?",
        0.31,
    )


def test_nobody_is_asked_for_less_than_it_takes_to_go_on(bench: Bench) -> None:
    async def story() -> str:
        with underway(bench, user_cost_usd_per_day=5.2) as run:
            run.signs.cost_usd = 4.95
            with pytest.raises(Spent) as spent:
                await allowances(run).more_money(5.0, 5.3)
            assert not questions(bench, run.assignment.run_id)
            return str(spent.value)

    assert "these cost $4.95. Click Retry after" in asyncio.run(story())


def test_a_run_is_raised_only_to_what_is_left_of_the_persons_day(bench: Bench) -> None:
    async def story() -> float:
        with underway(bench, user_cost_usd_per_day=25.0) as run:
            bench.next_run(run.assignment.run_id, cost_usd=18.5)
            asking = asyncio.create_task(at_limit(run))
            asked = await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to $6.50")
            assert asked.options == ["Raise to $6.50", STOP_HERE]
            return await asking

    assert asyncio.run(story()) == 6.5


def test_at_the_end_of_a_persons_day_nobody_is_asked_and_the_reason_says_when_there_is_room(
    bench: Bench,
) -> None:
    begun = utc_now() - timedelta(hours=10)
    ended = {"status": RunStatus.COMPLETED, "cost_usd": 20.0, "created_at": begun}
    reason = not_raised(bench, 5.0, [ended], user_cost_usd_per_day=25.0)
    room_at = begun + timedelta(hours=24)
    assert reason == (
        "One person's runs may cost $25.00 within 24 hours, and these cost $25.00. "
        f"Click Retry after {room_at:%H:%M} UTC on {room_at:%-d %B}."
    )


def test_what_other_runs_may_still_cost_is_kept_for_them(bench: Bench) -> None:
    going = {"status": RunStatus.WAITING, "cost_usd": 2.0, "cost_limit_usd": 20.0}
    reason = not_raised(bench, 5.0, [going], user_cost_usd_per_day=25.0)
    assert "these cost $7.00 so far, and those that are going may cost $18.00 more." in reason
    assert "Click Retry when one of those ends, or after" in reason


def test_a_raise_of_less_than_a_cent_is_not_worth_a_question(bench: Bench) -> None:
    ended = {"status": RunStatus.COMPLETED, "cost_usd": 19.993}
    assert "these cost $24.99." in not_raised(bench, 5.0, [ended], user_cost_usd_per_day=25.0)


def test_where_runs_cost_less_than_a_cent_they_are_raised_by_less(bench: Bench) -> None:
    async def story() -> float:
        with underway(bench, run_cost_usd=0.005) as run:
            asking = asyncio.create_task(at_limit(run, 0.1))
            asked = await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to $0.1050")
            assert asked.prompt.startswith("This run has cost $0.10.")
            return await asking

    assert asyncio.run(story()) == pytest.approx(0.105)


def test_what_another_run_took_of_the_day_while_a_person_was_asked_is_not_given_twice(bench: Bench) -> None:
    async def story() -> tuple[float, float | None]:
        with underway(bench, user_cost_usd_per_day=12.0) as run:
            run_id = run.assignment.run_id
            asking = asyncio.create_task(at_limit(run))
            await asyncio.to_thread(open_question, bench, run_id)
            bench.next_run(run_id, status=RunStatus.RUNNING, cost_limit_usd=5.0)
            await asyncio.to_thread(answer, bench, run_id, "Raise to $10.00")
            return await asking, bench.row(run_id).cost_limit_usd

    assert asyncio.run(story()) == (7.0, 7.0)


def test_a_run_that_may_cost_nothing_is_not_begun(bench: Bench) -> None:
    async def story() -> str:
        with underway(bench, user_cost_usd_per_day=0.0) as run:
            with pytest.raises(Spent) as spent:
                await allowances(run).require_some()
            return str(spent.value)

    assert "An operator can raise USER_COST_USD_PER_DAY." in asyncio.run(story())


def test_a_run_that_works_too_long_goes_on_if_a_person_says_so(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench, run_seconds=1) as run:
            keeping = asyncio.create_task(allowances(run).keep_time())
            await asyncio.to_thread(answer, bench, run.assignment.run_id, "Raise to 2 seconds")
            await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert bench.row(run.assignment.run_id).seconds_limit == 2
            assert run.stopping.why is None
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            assert not any(each.open for each in questions(bench, run.assignment.run_id))

    asyncio.run(story())


def test_a_run_that_works_too_long_is_stopped_if_a_person_says_so(bench: Bench) -> None:
    async def story() -> Stop | None:
        with underway(bench, run_seconds=1) as run:
            keeping = asyncio.create_task(allowances(run).keep_time())
            await asyncio.to_thread(answer, bench, run.assignment.run_id, STOP_HERE)
            await keeping
            return run.stopping.why

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
