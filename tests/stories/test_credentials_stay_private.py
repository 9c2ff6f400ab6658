"""Who can read a credential, and who can use it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from models import AgentRun, RunStatus, TaskCredential, User
from models.plan import ComputerUsePlan
from models.sealing import Binding, Sealed, Unsealer
from models.session import transaction
from playground.slack.client import RefusedError, SlackPerson, plain_text
from playground.slack.wire import Payload
from playground.workplace import Workplace
from tests.stories.plans import TOKEN, shell_plan
from tests.stories.telling import ACCOUNT, Story

CREDENTIAL = "credential:ORCHARD_API_TOKEN"


@dataclass(frozen=True)
class Finished:
    """Ana's screencast, and a run of it that used her credential."""

    ana: Story
    plan: Payload
    run: AgentRun


@pytest.fixture(scope="module")
def finished(workplace: Workplace, rows: Engine) -> Iterator[Finished]:
    with SlackPerson(workplace.page, "U0ANA") as person:
        person.wait_for_app()
        ana = Story(workplace, rows, person)
        plan = ana.given(reading_plan())
        run = ana.wait_for_end(ana.implement(plan, {CREDENTIAL: ACCOUNT.api_token}))
        yield Finished(ana, plan, run)


@pytest.fixture
def ben(story: Callable[[str], Story], finished: Finished) -> Story:
    """Somebody else, in Ana's thread."""
    ben = story("U0BEN")
    ben.thread = finished.ana.thread
    return ben


def test_it_is_stored_sealed_and_only_a_worker_can_read_it(finished: Finished) -> None:
    ana, run = finished.ana, finished.run
    assert run.status is RunStatus.COMPLETED, run.error_message
    own = (TaskCredential.video_id == run.video_id, TaskCredential.user_id == run.user_id)
    with transaction(ana.rows) as session:
        row = session.scalars(select(TaskCredential).where(*own)).one()

    private = Unsealer.parse(ana.workplace.environment["SEALING_PRIVATE_KEYS"])
    opened = private.unseal(Sealed(row.sealing_key, row.sealed), Binding(row.user_id, row.video_id, row.key))

    assert opened == ACCOUNT.api_token
    assert ACCOUNT.api_token.encode() not in row.sealed
    assert b"SEALING_PRIVATE_KEYS" in _environment(ana, "worker")
    assert b"SEALING_PRIVATE_KEYS" not in _environment(ana, "bot") + _environment(ana, "thread")


def test_an_empty_field_keeps_the_stored_value(finished: Finished) -> None:
    again = finished.ana.wait_for_end(finished.ana.implement(finished.plan))

    assert again.id != finished.run.id
    assert again.status is RunStatus.COMPLETED, again.error_message


def test_without_a_stored_value_an_empty_field_is_refused(story: Callable[[], Story]) -> None:
    ana = story()
    ana.person.click(ana.given(reading_plan()), "implement")
    modal = ana.person.wait_for(ana.person.open_modal)

    errors = ana.person.submit(modal, {})
    ana.person.close_modal(modal)

    assert list(errors) == [CREDENTIAL]


def test_somebody_it_was_not_shared_with_may_not_run_it(story: Callable[[str], Story], ben: Story) -> None:
    plan = story("U0ANA").given(reading_plan())
    told = len(ben.person.ephemeral())

    ben.person.click(plan, "implement")

    (refusal,) = ben.person.wait_for(lambda: ben.person.ephemeral()[told:])
    assert "shared" in plain_text(refusal)
    assert ben.person.open_modal() is None


def test_a_second_user_sees_nothing_of_the_first_and_brings_their_own(finished: Finished, ben: Story) -> None:
    ana = finished.ana
    ana.person.click(finished.plan, "share")
    modal = ana.person.wait_for(ana.person.open_modal)
    ana.person.submit(modal, {"people": ["U0BEN"]})

    ben.person.click(finished.plan, "implement")
    form = ben.person.wait_for(ben.person.open_modal)
    refused = ben.person.submit(form, {})
    ben.person.submit(form, {CREDENTIAL: "bens-own-token"})
    run = ben.wait_for_end(ben.newest_run().id)

    assert list(refused) == [CREDENTIAL]
    assert ACCOUNT.api_token not in plain_text(form)
    assert run.status is RunStatus.FAILED
    with transaction(ana.rows) as session:
        owners = select(User.member).join(TaskCredential, TaskCredential.user_id == User.id)
        kept = session.scalars(owners.where(TaskCredential.video_id == run.video_id)).all()
    assert sorted(kept) == ["U0ANA", "U0BEN"]


def test_nobody_else_can_cancel_or_retry_or_restore_a_run(finished: Finished, ben: Story) -> None:
    newest = ben.newest_run().id
    card = finished.ana.card(finished.run.id)
    told = len(ben.person.ephemeral())

    for action in ("retry_run", "choose_checkpoint"):
        ben.person.click(card, action)

    refusals = ben.person.wait_for(lambda: _if_two(ben.person.ephemeral()[told:]))
    assert all("Only the person" in plain_text(refusal) for refusal in refusals)
    assert ben.person.open_modal() is None
    assert ben.newest_run().id == newest
    with pytest.raises(RefusedError):
        ben.person.click(card, "cancel_run")


def reading_plan() -> ComputerUsePlan:
    """Ask the site's API for its orders, which works with the right token only."""
    asking = 'curl -sf http://orchard.test/api/orders -H "Authorization: Bearer $ORCHARD_API_TOKEN"'
    return shell_plan(asking, credentials=(TOKEN,))


def _if_two(messages: list[Payload]) -> list[Payload] | None:
    return messages if len(messages) >= 2 else None


def _environment(ana: Story, name: str) -> bytes:
    return Path(f"/proc/{ana.workplace.crew.child(name).process.pid}/environ").read_bytes()
