"""What a person says in the thread of a running agent reaches it while it works."""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import partial

from sqlalchemy import select, update

from models import Guidance
from models.base import utc_now
from models.patience import OUTAGES, insist
from models.session import transaction
from worker.execution.assignment import Assignment
from worker.execution.current_run import CurrentRun
from worker.workbench import Workbench

_log = logging.getLogger(__name__)

_POLL_SECONDS = 1.0

#: Hands one message to the agent.
Tell = Callable[[str], Awaitable[None]]


async def pass_guidance_on(run: CurrentRun, tell: Tell) -> None:
    """Hand everything that is said to the agent, in order, until cancelled.

    What was handed over right before a crash is handed over again: better twice than never.
    """
    while True:
        for said in await asyncio.to_thread(_undelivered, run.workbench, run.assignment.run_id):
            await tell(_words(said, run.assignment))
            run.journal.info(f"Guidance from a person: {said.text}")
            await asyncio.to_thread(insist, partial(_mark_delivered, run.workbench, said.id))
        await asyncio.sleep(_POLL_SECONDS)


def _undelivered(workbench: Workbench, run_id: uuid.UUID) -> list[Guidance]:
    waiting = select(Guidance).where(Guidance.run_id == run_id, Guidance.delivered_at.is_(None))
    try:
        with transaction(workbench.engine) as session:
            return list(session.scalars(waiting.order_by(Guidance.created_at)))
    except OUTAGES:
        _log.warning("Rows are away for a moment; guidance waits", exc_info=True)
        return []


def _mark_delivered(workbench: Workbench, guidance_id: uuid.UUID) -> None:
    with transaction(workbench.engine) as session:
        session.execute(update(Guidance).where(Guidance.id == guidance_id).values(delivered_at=utc_now()))


def _words(said: Guidance, assignment: Assignment) -> str:
    who = (
        "The person who started this"
        if said.author_id == assignment.user_id
        else "A person who helps with this"
    )
    return f"{who} says: {said.text}"
