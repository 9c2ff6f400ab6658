"""Who can read a credential, and who can use it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from models import RunStatus, TaskCredential, User
from models.sealing import Binding, Sealed, Unsealer
from models.session import transaction
from playground.slack.client import RefusedError, plain_text
from tests.stories.plans import sign_in_plan
from tests.stories.telling import ACCOUNT, Story

CREDENTIAL = "credential:ORCHARD_PASSWORD"


def test_it_is_stored_sealed_and_only_a_worker_can_read_it(story: Callable[[], Story]) -> None:
    ana = story()
    run = ana.run_through(sign_in_plan(), {CREDENTIAL: ACCOUNT.password})
    with transaction(ana.rows) as session:
        row = session.scalars(select(TaskCredential).where(TaskCredential.video_id == run.video_id)).one()

    private = Unsealer.parse(ana.workplace.environment["SEALING_PRIVATE_KEYS"])
    opened = private.unseal(Sealed(row.sealing_key, row.sealed), Binding(row.user_id, row.video_id, row.key))

    assert opened == ACCOUNT.password
    assert ACCOUNT.password.encode() not in row.sealed
    assert b"SEALING_PRIVATE_KEYS" in _environment(ana, "worker")
    assert b"SEALING_PRIVATE_KEYS" not in _environment(ana, "bot") + _environment(ana, "thread")


def test_an_empty_field_keeps_the_stored_value(story: Callable[[], Story]) -> None:
    ana = story()
    plan = ana.given(sign_in_plan())
    ana.wait_for_end(ana.implement(plan, {CREDENTIAL: ACCOUNT.password}))

    again = ana.wait_for_end(ana.implement(plan))

    assert again.status is RunStatus.COMPLETED, again.error_message


def test_without_a_stored_value_an_empty_field_is_refused(story: Callable[[], Story]) -> None:
    ana = story()
    ana.person.click(ana.given(sign_in_plan()), "implement")
    modal = ana.person.wait_for(ana.person.open_modal)

    errors = ana.person.submit(modal, {})
    ana.person.close_modal(modal)

    assert list(errors) == [CREDENTIAL]


def test_somebody_it_was_not_shared_with_may_not_run_it(story: Callable[[str], Story]) -> None:
    ana, ben = story("U0ANA"), story("U0BEN")
    plan = ana.given(sign_in_plan())

    ben.person.click(plan, "implement")

    refusal = ben.person.wait_for(
        lambda: [m for m in ben.person.ephemeral() if m["channel"] == plan["channel"]]
    )
    assert "shared" in plain_text(refusal[-1])
    assert ben.person.open_modal() is None


def test_a_second_user_sees_nothing_of_the_first_and_brings_their_own(story: Callable[[str], Story]) -> None:
    ana, ben = story("U0ANA"), story("U0BEN")
    plan = ana.given(sign_in_plan())
    ana.wait_for_end(ana.implement(plan, {CREDENTIAL: ACCOUNT.password}))
    ana.person.click(plan, "share")
    modal = ana.person.wait_for(ana.person.open_modal)
    ana.person.submit(modal, {"people": ["U0BEN"]})

    ben.thread = ana.thread
    ben.person.click(plan, "implement")
    form = ben.person.wait_for(ben.person.open_modal)
    refused = ben.person.submit(form, {})
    ben.person.submit(form, {CREDENTIAL: "bens-own-password"})
    run = ben.wait_for_end(ben.newest_run().id)

    assert list(refused) == [CREDENTIAL]
    assert ACCOUNT.password not in plain_text(form)
    assert run.status is RunStatus.FAILED
    with transaction(ana.rows) as session:
        owners = select(User.member).join(TaskCredential, TaskCredential.user_id == User.id)
        kept = session.scalars(owners.where(TaskCredential.video_id == run.video_id)).all()
    assert sorted(kept) == ["U0ANA", "U0BEN"]


def test_nobody_else_can_cancel_or_retry_or_restore_a_run(story: Callable[[str], Story]) -> None:
    ana, ben = story("U0ANA"), story("U0BEN")
    run = ana.run_through(sign_in_plan(), {CREDENTIAL: ACCOUNT.password})
    ben.thread = ana.thread

    for action in ("retry_run", "choose_checkpoint"):
        ben.person.click(ana.card(run.id), action)

    ben.person.wait_for(
        lambda: len([m for m in ben.person.ephemeral() if "Only the person" in plain_text(m)]) >= 2
    )
    assert ben.person.open_modal() is None
    assert ana.newest_run().id == run.id
    with pytest.raises(RefusedError):
        ben.person.click(ana.card(run.id), "cancel_run")


def _environment(ana: Story, name: str) -> bytes:
    return Path(f"/proc/{ana.workplace.crew.child(name).process.pid}/environ").read_bytes()
