"""What a person says in the thread of a running agent reaches it, once, in order."""

import asyncio
import uuid
from datetime import timedelta

from sqlalchemy import select

from models import AgentRun, Guidance
from models.base import utc_now
from models.session import transaction
from tests.models.factories import make_user
from tests.waiting import wait_for
from tests.worker.execution.bench import Bench
from tests.worker.execution.underway import underway
from worker.execution.people.guidance import pass_guidance_on


def say(bench: Bench, run_id: uuid.UUID, text: str, *, member: str | None = None, ago: int = 0) -> None:
    """Say something in the run's thread, as whoever started it or as another member."""
    with transaction(bench.engine) as session:
        run = session.get_one(AgentRun, run_id)
        author = make_user(session, member).id if member else run.user_id
        said_at = utc_now() - timedelta(seconds=ago)
        session.add(Guidance(run_id=run_id, author_id=author, text=text, created_at=said_at))


def all_delivered(bench: Bench, run_id: uuid.UUID) -> bool:
    with transaction(bench.engine) as session:
        said = session.scalars(select(Guidance).where(Guidance.run_id == run_id)).all()
    return all(each.delivered_at for each in said)


def test_it_is_handed_over_in_order_with_who_said_it(bench: Bench) -> None:
    told: list[str] = []

    async def tell(words: str) -> None:
        told.append(words)

    async def story() -> uuid.UUID:
        with underway(bench) as run:
            run_id = run.assignment.run_id
            say(bench, run_id, "Then tell me.", member="U0BO", ago=10)
            say(bench, run_id, "Take the blue one.", ago=20)
            passing = asyncio.create_task(pass_guidance_on(run, tell))
            await asyncio.to_thread(wait_for, lambda: all_delivered(bench, run_id), "both to be told")
            passing.cancel()
            return run_id

    run_id = asyncio.run(story())
    assert told == [
        "The person who started this says: Take the blue one.",
        "A person who helps with this says: Then tell me.",
    ]
    assert bench.lines(run_id) == [
        "Guidance from a person: Take the blue one.",
        "Guidance from a person: Then tell me.",
    ]


def test_what_the_agent_was_not_told_stays_to_be_told(bench: Bench) -> None:
    async def never(_words: str) -> None:
        await asyncio.Event().wait()

    async def story() -> uuid.UUID:
        with underway(bench) as run:
            say(bench, run.assignment.run_id, "Take the blue one.")
            passing = asyncio.create_task(pass_guidance_on(run, never))
            await asyncio.wait({passing}, timeout=0.5)
            passing.cancel()
            return run.assignment.run_id

    assert not all_delivered(bench, asyncio.run(story()))
