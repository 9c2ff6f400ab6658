"""Before what cannot be undone, and whatever only a person knows, the thread asks; the same run goes on."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from models import AgentCheckpoint, Guidance, Question, RunStatus
from models.base import utc_now
from models.plan import Action, ComputerUsePlan, Step
from models.session import transaction
from playground.demo.answering import open_question, pick
from playground.site.account import SAM
from playground.site.authenticator import code_of
from playground.slack.client import plain_text
from playground.slack.wire import Payload
from tests.stories.plans import PASSWORD, customer_plan, make_plan, shell_plan, sign_in_steps
from tests.stories.telling import ACCOUNT, Story

TYPED = {"credential:ORCHARD_PASSWORD": ACCOUNT.password}


def is_there(ana: Story, customer: str) -> bool:
    return any(customer in record.values() for record in ana.site().values())


def test_go_ahead_lets_the_same_run_finish(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(customer_plan("Go Grocers", irreversible=True)), TYPED)

    question = ana.question()
    waiting = ana.run(run_id)
    assert waiting.status is RunStatus.WAITING
    assert "Add customer" in plain_text(question)
    assert not is_there(ana, "Go Grocers")
    ana.approve()
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert ana.newest_run().id == run_id
    assert (run.attempt, run.agent_session_id) == (1, waiting.agent_session_id)
    assert is_there(ana, "Go Grocers")
    assert open_question(ana.person, ana.thread) is None


def test_only_the_person_who_started_it_may_answer(story: Callable[[str], Story]) -> None:
    ana, bo = story("U0ANA"), story("U0BEN")
    run_id = ana.implement(ana.given(customer_plan("Guarded Grocers", irreversible=True)), TYPED)
    question = ana.question()

    pick(bo.person, question, "Go ahead")
    bo.person.wait_for(lambda: _is_told_no(bo))

    assert ana.run(run_id).status is RunStatus.WAITING
    assert not is_there(ana, "Guarded Grocers")
    ana.decline()
    ana.wait_for_end(run_id)


def test_do_not_keeps_it_from_happening(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(customer_plan("Not Grocers", irreversible=True)), TYPED)
    ana.decline()
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.FAILED
    assert not is_there(ana, "Not Grocers")


def test_without_an_answer_the_run_ends_with_its_files_kept(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(customer_plan("Late Grocers", irreversible=True)), TYPED)
    ana.question()
    its_time_is_over(ana, run_id)
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.CANCELLED
    assert "Nobody answered" in (run.error_message or "")
    assert "Nobody answered" in plain_text(ana.card(run_id))
    assert not is_there(ana, "Late Grocers")
    assert len(checkpoints(ana, run_id)) > 1
    ana.person.wait_for(lambda: nothing_is_asked(ana))


def test_a_cancelled_run_asks_no_more(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(customer_plan("Cancelled Grocers", irreversible=True)), TYPED)
    ana.question()
    ana.person.click(ana.card(run_id), "cancel_run")
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.CANCELLED
    ana.person.wait_for(lambda: nothing_is_asked(ana))
    assert not is_there(ana, "Cancelled Grocers")


def test_a_one_time_code_is_asked_for_and_typed_and_kept_nowhere(
    story: Callable[[], Story], model_requests: Path
) -> None:
    ana = story()
    run_id = ana.implement(ana.given(code_plan()), {"credential:ORCHARD_PASSWORD": SAM.password})
    ana.question()
    code = code_of(SAM.authenticator_key or "", datetime.now(UTC))
    ana.give_code(code)
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert all(code not in line.message for line in ana.log(run_id))
    assert all(code not in json.dumps(reply) for reply in ana.person.replies(ana.thread))
    assert answers(ana, run_id) == [None]
    assert code in model_requests.read_text()  # the agent typed it


def test_what_is_said_in_the_thread_reaches_the_agent_while_it_works(
    story: Callable[[], Story], model_requests: Path
) -> None:
    ana = story()
    words = f"Mind the step {uuid.uuid4()}"
    busy = "python3 -c 'import time; time.sleep(8)'"
    run_id = ana.implement(ana.given(shell_plan(busy, "date")))
    ana.person.wait_for(lambda: _logged(ana, run_id, busy), 60)
    ana.reply(words)
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert f"The person who started this says: {words}" in model_requests.read_text()
    assert _logged(ana, run_id, f"Guidance from a person: {words}")
    with transaction(ana.rows) as session:
        (said,) = session.scalars(select(Guidance).where(Guidance.run_id == run_id))
    assert said.delivered_at


def code_plan() -> ComputerUsePlan:
    """Sign in as Sam, whose account wants the code of an app that nobody told us the key of."""
    return make_plan(
        "Sign in to Orchard",
        *sign_in_steps(SAM.email),
        Step(
            number=5,
            instruction="Type the code of the app",
            action=Action.TYPE,
            target="Authenticator code",
        ),
        Step(number=6, instruction="Continue", action=Action.CLICK, target="Continue"),
        credentials=[PASSWORD],
    )


def nothing_is_asked(ana: Story) -> bool | None:
    """Whether the thread waits for no answer; None while it does."""
    return open_question(ana.person, ana.thread) is None or None


def its_time_is_over(ana: Story, run_id: uuid.UUID) -> None:
    """Let the time pass that the run's question waits."""
    with transaction(ana.rows) as session:
        session.execute(update(Question).where(Question.run_id == run_id).values(expires_at=utc_now()))


def checkpoints(ana: Story, run_id: uuid.UUID) -> list[AgentCheckpoint]:
    with transaction(ana.rows) as session:
        return list(session.scalars(select(AgentCheckpoint).where(AgentCheckpoint.run_id == run_id)))


def answers(ana: Story, run_id: uuid.UUID) -> list[str | None]:
    """Return the answers that can be read in rows."""
    with transaction(ana.rows) as session:
        return list(session.scalars(select(Question.answer).where(Question.run_id == run_id)))


def _logged(ana: Story, run_id: uuid.UUID, words: str) -> bool | None:
    return any(words in line.message for line in ana.log(run_id)) or None


def _is_told_no(bo: Story) -> Payload | None:
    return next((each for each in bo.person.ephemeral() if "Only" in plain_text(each)), None)
