"""Before every act: judged, asked about, written down; and whatever breaks, the act does not happen."""

import asyncio
import uuid
from collections.abc import Coroutine, Mapping
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from models import AgentRun, AgentStep, QuestionKind
from models.question import GO_AHEAD
from models.session import transaction
from models.video import ApprovalPolicy
from tests.models.factories import make_plan
from tests.worker.execution.bench import Bench
from tests.worker.execution.guard.judging import policy_of
from tests.worker.execution.pages import TOOL, seeing, snapshot
from tests.worker.execution.underway import answer, asker_of, open_question, questions, underway
from worker.execution.current_run import CurrentRun
from worker.execution.guard.guard import DECLINED, FINISHED, LOOK_AGAIN, STOPPED, UNCHECKED, Guard
from worker.execution.guard.judgement import Judgement, JudgementKind
from worker.execution.guard.policy import Policy
from worker.execution.guard.sight import Sight
from worker.execution.people.asked import Asked
from worker.execution.progress import Progress
from worker.execution.stopping import Stop
from worker.execution.telling.reporting import Verdict

ASK = Judgement(JudgementKind.ASK, prompt="Click Send order?", step=4)


class Decided(Policy):
    """Judges every act the same way."""

    def __init__(self, judgement: Judgement | Exception) -> None:
        super().__init__(make_plan(), ApprovalPolicy.ASK, Sight())
        self.judgement = judgement
        self.approved: list[Judgement] = []
        self.begun: list[str] = []

    def judge(self, tool: str, given: Mapping[str, Any], current_step: int) -> Judgement:
        if isinstance(self.judgement, Exception):
            raise self.judgement
        return self.judgement

    def approve(self, judgement: Judgement) -> None:
        self.approved.append(judgement)

    def begins(self, tool: str, given: Mapping[str, Any], judgement: Judgement) -> None:
        self.begun.append(tool)


async def objection_of(run: CurrentRun, policy: Policy) -> str | None:
    return await Guard(run, policy, asker_of(run)).objection("Bash", {"command": "date"})


def begun_steps(bench: Bench, run: CurrentRun) -> list[int]:
    """Return the steps that are written down as begun."""
    of_the_run = AgentStep.run_id == run.assignment.run_id, AgentStep.begun_at.is_not(None)
    with transaction(bench.engine) as session:
        return list(session.scalars(select(AgentStep.number).where(*of_the_run)))


def judged(bench: Bench, policy: Policy) -> tuple[str | None, list[int]]:
    """Return the objection to an act that nobody is asked about, and the steps begun."""

    async def story() -> tuple[str | None, list[int]]:
        with underway(bench) as run:
            return await objection_of(run, policy), begun_steps(bench, run)

    return asyncio.run(story())


def answered(bench: Bench, policy: Policy, words: str) -> tuple[str | None, list[int]]:
    """Return the same of an act that a person is asked about."""

    async def story() -> tuple[str | None, list[int]]:
        with underway(bench) as run:
            judging = asyncio.create_task(objection_of(run, policy))
            asked = await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            assert (asked.prompt, asked.options, asked.step) == (ASK.prompt, ["Go ahead", "Do not"], 4)
            assert not begun_steps(bench, run)
            await asyncio.to_thread(answer, bench, run.assignment.run_id, words)
            return await judging, begun_steps(bench, run)

    return asyncio.run(story())


def test_what_is_allowed_happens_and_is_written_down_before(bench: Bench) -> None:
    policy = Decided(Judgement(JudgementKind.ALLOW, step=4))
    assert judged(bench, policy) == (None, [4])
    assert policy.begun == ["Bash"]


def test_nothing_is_done_once_the_end_was_judged(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench) as run:
            run.reporter.run_finished(Verdict(succeeded=True, summary="It is done."))
            assert await objection_of(run, Decided(Judgement(JudgementKind.ALLOW))) == FINISHED

    asyncio.run(story())


def test_what_is_denied_does_not_happen_and_the_agent_is_told_why(bench: Bench) -> None:
    policy = Decided(Judgement(JudgementKind.DENY, reason="Take a browser_snapshot first.", step=4))
    assert judged(bench, policy) == ("Take a browser_snapshot first.", [])
    assert not policy.begun


def test_what_a_person_approves_is_begun_only_then(bench: Bench) -> None:
    policy = Decided(ASK)
    assert answered(bench, policy, "Go ahead") == (None, [4])
    assert policy.approved == [ASK]


@pytest.mark.parametrize(
    ("row", "asks_again"), [("Order 4711", False), ("Order 4712", True)], ids=["the same", "another one"]
)
def test_a_yes_to_something_on_a_page_holds_if_a_new_look_shows_it_there(
    bench: Bench, row: str, *, asks_again: bool
) -> None:
    sight = seeing(*orders("Order 4711"))

    async def story() -> None:
        with underway(bench) as run:
            guard, run_id = Guard(run, policy_of(sight=sight), asker_of(run)), run.assignment.run_id
            delete = partial(guard.objection, f"{TOOL}click", {"target": "e2"})
            assert await meanwhile_answered(bench, run_id, delete()) == LOOK_AGAIN
            assert "browser_snapshot" in (await delete() or "")
            sight.hear(f"{TOOL}snapshot", {}, snapshot(*orders(row)), failed=False)
            if asks_again:
                assert await meanwhile_answered(bench, run_id, delete()) == LOOK_AGAIN
            else:
                assert await delete() is None
            assert len(questions(bench, run_id)) == 1 + asks_again

    asyncio.run(story())


def orders(row: str) -> tuple[str, ...]:
    return ("- listitem [ref=e1]:", f"  - text: {row}", '  - button "Delete" [ref=e2]')


async def meanwhile_answered(
    bench: Bench, run_id: uuid.UUID, judging: Coroutine[Any, Any, str | None]
) -> str | None:
    """Return an objection to an act that a person says yes to."""
    judged_meanwhile = asyncio.create_task(judging)
    await asyncio.to_thread(answer, bench, run_id, GO_AHEAD)
    return await judged_meanwhile


def test_what_a_person_declines_does_not_happen(bench: Bench) -> None:
    policy = Decided(ASK)
    assert answered(bench, policy, "Do not") == (DECLINED, [])
    assert not policy.approved
    assert not policy.begun


def test_what_a_person_declined_is_not_asked_about_again(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench) as run:
            guard, run_id = Guard(run, Decided(ASK), asker_of(run)), run.assignment.run_id
            first = asyncio.create_task(guard.objection("Bash", {"command": "date"}))
            await asyncio.to_thread(answer, bench, run_id, "Do not")
            assert await first == DECLINED
            assert await guard.objection("Bash", {"command": "date -u"}) == DECLINED
            assert len(questions(bench, run_id)) == 1

    asyncio.run(story())


def test_an_act_that_cannot_be_judged_does_not_happen(bench: Bench) -> None:
    assert judged(bench, Decided(RuntimeError("broken"))) == (UNCHECKED, [])


def test_an_act_that_cannot_be_written_down_does_not_happen(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Progress, _number: int) -> None:
        raise RuntimeError

    monkeypatch.setattr(Progress, "begin_step", broken)
    policy = Decided(Judgement(JudgementKind.ALLOW, step=4))
    assert judged(bench, policy) == (UNCHECKED, [])
    assert not policy.begun


def test_a_worker_that_lost_its_run_begins_nothing(bench: Bench) -> None:
    def take_over(row: AgentRun) -> None:
        row.attempt += 1

    async def story() -> None:
        with underway(bench) as run:
            bench.change(run.assignment.run_id, take_over)
            assert await objection_of(run, Decided(Judgement(JudgementKind.ALLOW, step=4))) == STOPPED
            assert not begun_steps(bench, run)

    asyncio.run(story())


def test_nothing_is_begun_while_the_run_is_being_stopped(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench) as run:
            judging = asyncio.create_task(objection_of(run, Decided(ASK)))
            await asyncio.to_thread(open_question, bench, run.assignment.run_id)
            run.stop(Stop.CANCELLED)
            assert await judging == STOPPED

    asyncio.run(story())


def test_nothing_new_is_begun_while_a_person_is_asked_something_else(bench: Bench) -> None:
    async def story() -> None:
        with underway(bench) as run:
            asker, run_id = asker_of(run), run.assignment.run_id
            asking = asyncio.create_task(asker.ask(Asked(QuestionKind.TEXT, "How many?")))
            await asyncio.to_thread(open_question, bench, run_id)
            policy = Decided(Judgement(JudgementKind.ALLOW))
            judging = asyncio.create_task(Guard(run, policy, asker).objection("Bash", {}))
            done, _ = await asyncio.wait({judging}, timeout=0.5)
            assert not done
            await asyncio.to_thread(answer, bench, run_id, "12")
            assert (await asking, await judging) == ("12", None)

    asyncio.run(story())
