"""Before what cannot be undone, and whatever only a person knows, the thread asks; the same run goes on."""

import uuid
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select, update

from models import Guidance, Question, RunStatus
from models.base import utc_now
from models.session import transaction
from playground.demo.answering import open_question, pick
from playground.slack.client import plain_text
from playground.slack.wire import Payload
from tests.stories.plans import customer_plan, flagged_plan, shell_plan
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
    ana, ben = story("U0ANA"), story("U0BEN")
    run_id = ana.implement(ana.given(flagged_plan()))
    question = ana.question()

    pick(ben.person, question, "Go ahead")
    ben.person.wait_for(lambda: _is_told_no(ben))

    assert ana.run(run_id).status is RunStatus.WAITING
    ana.decline()
    ana.wait_for_end(run_id)


def test_do_not_keeps_it_from_happening(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(flagged_plan()))
    ana.decline()
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.FAILED
    assert list(ana.head()) == ["noted.txt"]


def test_without_an_answer_the_run_ends_with_its_files_kept(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(flagged_plan()))
    ana.question()
    its_time_is_over(ana, run_id)
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.CANCELLED
    assert "Nobody answered" in (run.error_message or "")
    assert "Nobody answered" in plain_text(ana.card(run_id))
    assert list(ana.head()) == ["noted.txt"]
    ana.person.wait_for(lambda: nothing_is_asked(ana))


def test_a_cancelled_run_asks_no_more(story: Callable[[], Story]) -> None:
    ana = story()
    run_id = ana.implement(ana.given(flagged_plan()))
    ana.question()
    ana.person.click(ana.card(run_id), "cancel_run")
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.CANCELLED
    assert list(ana.head()) == ["noted.txt"]
    ana.person.wait_for(lambda: nothing_is_asked(ana))


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


def nothing_is_asked(ana: Story) -> bool | None:
    """Whether the thread waits for no answer; None while it does."""
    return open_question(ana.person, ana.thread) is None or None


def its_time_is_over(ana: Story, run_id: uuid.UUID) -> None:
    """Let the time pass that the run's question waits."""
    with transaction(ana.rows) as session:
        session.execute(update(Question).where(Question.run_id == run_id).values(expires_at=utc_now()))


def _logged(ana: Story, run_id: uuid.UUID, words: str) -> bool | None:
    return any(words in line.message for line in ana.log(run_id)) or None


def _is_told_no(ben: Story) -> Payload | None:
    return next((each for each in ben.person.ephemeral() if "Only" in plain_text(each)), None)
