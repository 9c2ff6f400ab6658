"""Asking a person: the run waits, and goes on with the answer or not at all."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from models import AgentRun, Question, QuestionKind, RunStatus
from models.base import utc_now
from models.question import LONGEST_PROMPT
from models.session import transaction
from tests.worker.execution.bench import Bench
from tests.worker.execution.underway import answer, asker_of, open_question, questions, underway
from worker.execution.current_run import CurrentRun
from worker.execution.people.asked import Asked, NoAnswer, TooLong
from worker.execution.progress import Superseded
from worker.execution.stopping import Stop

APPROVAL = Asked(QuestionKind.APPROVAL, "Click Send order?", ("Go ahead", "Do not"), step=4)
SOME_TEXT = Asked(QuestionKind.TEXT, "Which customer?")
A_CODE = Asked(QuestionKind.CODE, "Which code did Orchard send you?")


async def asked_and_answered(bench: Bench, run: CurrentRun, asked: Asked, words: str) -> str:
    """Ask, and have it answered from outside."""
    asking = asyncio.create_task(asker_of(run).ask(asked))
    await asyncio.to_thread(answer, bench, run.assignment.run_id, words)
    return await asking


async def once_asked(bench: Bench, run: CurrentRun, asked: Asked) -> "asyncio.Task[str]":
    """Ask; return once the question is there."""
    asking = asyncio.create_task(asker_of(run).ask(asked))
    await asyncio.to_thread(open_question, bench, run.assignment.run_id)
    return asking


def left_open(bench: Bench, run: CurrentRun, asked: Asked) -> None:
    """Leave a question as a worker does that was lost while it waited."""
    with transaction(bench.engine) as session:
        session.add(
            Question(
                run_id=run.assignment.run_id,
                kind=asked.kind,
                prompt=asked.prompt,
                options=list(asked.options),
                step=asked.step,
                expires_at=utc_now() + timedelta(minutes=30),
            )
        )


def test_the_run_waits_and_goes_on_with_the_answer(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            asking = await once_asked(bench, run, APPROVAL)
            assert bench.row(run.assignment.run_id).status is RunStatus.WAITING
            await asyncio.to_thread(answer, bench, run.assignment.run_id, "Go ahead")
            assert await asking == "Go ahead"
            return run

    run_id = asyncio.run(story()).assignment.run_id
    assert bench.row(run_id).status is RunStatus.RUNNING
    assert bench.lines(run_id) == ["Asked: Click Send order?", "Answered: Go ahead"]
    (question,) = questions(bench, run_id)
    assert (question.kind, question.options, question.step) == (
        QuestionKind.APPROVAL,
        ["Go ahead", "Do not"],
        4,
    )
    assert timedelta(minutes=29) < question.expires_at - utc_now() < timedelta(minutes=30)


def test_two_questions_are_asked_one_after_the_other(bench: Bench) -> None:
    async def story() -> list[str]:
        with underway(bench) as run:
            asker, run_id = asker_of(run), run.assignment.run_id
            both = asyncio.gather(asker.ask(SOME_TEXT), asker.ask(SOME_TEXT))
            await asyncio.to_thread(answer, bench, run_id, "Maple Street")
            assert len(questions(bench, run_id)) == 1
            await asyncio.to_thread(answer, bench, run_id, "Birch Lane")
            return list(await both)

    assert asyncio.run(story()) == ["Maple Street", "Birch Lane"]


def test_a_question_that_nobody_answers_in_time_stops_the_run(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench, question_minutes=0) as run:
            with pytest.raises(NoAnswer):
                await asker_of(run).ask(APPROVAL)
            assert run.stopping.why is Stop.UNANSWERED
            return run

    (question,) = questions(bench, asyncio.run(story()).assignment.run_id)
    assert question.withdrawn_at


def test_a_run_that_is_cancelled_while_it_waits_withdraws_its_question_at_once(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            asking = await once_asked(bench, run, APPROVAL)
            cancelled_at = time.monotonic()
            run.stop(Stop.CANCELLED)
            with pytest.raises(NoAnswer):
                await asking
            assert time.monotonic() - cancelled_at < 2
            assert run.stopping.why is Stop.CANCELLED
            return run

    (question,) = questions(bench, asyncio.run(story()).assignment.run_id)
    assert not question.open


def test_nobody_waits_any_more_when_the_one_who_asked_is_gone(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            asking = await once_asked(bench, run, APPROVAL)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            return run

    run_id = asyncio.run(story()).assignment.run_id
    assert not questions(bench, run_id)[0].open
    assert bench.row(run_id).status is RunStatus.RUNNING


def test_a_worker_whose_run_was_given_to_another_one_learns_no_answer(bench: Bench) -> None:
    def take_over(run: AgentRun) -> None:
        run.attempt += 1

    async def story() -> None:
        with underway(bench) as run:
            asking = await once_asked(bench, run, APPROVAL)
            bench.change(run.assignment.run_id, take_over)
            await asyncio.to_thread(answer, bench, run.assignment.run_id, "Go ahead")
            with pytest.raises(Superseded):
                await asking

    asyncio.run(story())


@pytest.mark.parametrize(("asked", "words"), [(APPROVAL, "Go ahead"), (A_CODE, "482913")])
def test_an_answer_that_its_worker_did_not_live_to_read_counts_for_the_next_one(
    bench: Bench, asked: Asked, words: str
) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            left_open(bench, run, asked)
            await asyncio.to_thread(answer, bench, run.assignment.run_id, words)
            assert await asker_of(run).ask(asked) == words
            return run

    (question,) = questions(bench, asyncio.run(story()).assignment.run_id)
    assert question.taken_at


@pytest.mark.parametrize("other", [replace(APPROVAL, step=5), replace(APPROVAL, prompt="Click Pay?")])
def test_an_answer_counts_once_and_for_its_own_question_only(bench: Bench, other: Asked) -> None:
    async def story() -> list[str]:
        with underway(bench) as run:
            earlier = await asked_and_answered(bench, run, APPROVAL, "Go ahead")
            again = await asked_and_answered(bench, run, APPROVAL, "Do not")
            return [earlier, again, await asked_and_answered(bench, run, other, "Go ahead")]

    assert asyncio.run(story()) == ["Go ahead", "Do not", "Go ahead"]


def test_a_code_reaches_the_agent_and_no_row(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            assert await asked_and_answered(bench, run, A_CODE, "482913") == "482913"
            run.journal.info("Typed 482913 into Code")
            return run

    run_id = asyncio.run(story()).assignment.run_id
    assert questions(bench, run_id)[0].answer is None
    assert bench.lines(run_id)[1:] == ["Answered with a one-time code.", "Typed [ONE_TIME_CODE] into Code"]


def test_waiting_is_not_work(bench: Bench) -> None:
    async def story() -> tuple[float, float]:
        with underway(bench) as run:
            began = time.monotonic()
            await asked_and_answered(bench, run, SOME_TEXT, "Maple Street")
            return run.signs.waited_seconds, time.monotonic() - began

    waited, took = asyncio.run(story())
    assert 0 < waited <= took


def test_what_a_message_cannot_show_whole_is_not_asked_and_the_agent_hears_why(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            with pytest.raises(TooLong, match="shorter parts"):
                await asker_of(run).ask(replace(APPROVAL, prompt="&" * (LONGEST_PROMPT // 5 + 1)))
            return run

    assert not questions(bench, asyncio.run(story()).assignment.run_id)


def test_a_question_tells_no_secret(bench: Bench) -> None:
    async def story() -> CurrentRun:
        with underway(bench) as run:
            run.journal.secrets.add("ORCHARD_PASSWORD", "Pippin-42-Grove")
            choice = Asked(QuestionKind.CHOICE, "Is it Pippin-42-Grove?", ("Pippin-42-Grove", "No"))
            await asked_and_answered(bench, run, choice, "No")
            return run

    (question,) = questions(bench, asyncio.run(story()).assignment.run_id)
    assert question.prompt == "Is it [ORCHARD_PASSWORD]?"
    assert question.options == ["[ORCHARD_PASSWORD]", "No"]
