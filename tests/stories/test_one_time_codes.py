"""Signing in with a second factor: by a stored authenticator key, or by asking the person who has the app."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from models import Question, RunStatus
from models.plan import Action, ComputerUsePlan, CredentialKind, NeededCredential, Step
from models.session import transaction
from playground.site.account import SAM
from playground.site.authenticator import code_of
from tests.stories.plans import PASSWORD, make_plan, sign_in_steps
from tests.stories.telling import Story

KEY = NeededCredential(
    name="ORCHARD_AUTHENTICATOR_KEY",
    label="Authenticator key",
    kind=CredentialKind.TOTP,
    host="orchard.test",
)
ANSWERS = {"credential:ORCHARD_PASSWORD": SAM.password}


def test_a_stored_key_gives_the_code_and_stays_where_it_is(story: Callable[[], Story]) -> None:
    ana = story()
    assert SAM.authenticator_key is not None

    run = ana.run_through(_plan(), {**ANSWERS, f"credential:{KEY.name}": SAM.authenticator_key})

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert all(SAM.authenticator_key not in line.message for line in ana.log(run.id))


def test_without_a_stored_key_the_person_is_asked_for_the_code_and_it_is_kept_nowhere(
    story: Callable[[], Story], model_requests: Path
) -> None:
    ana = story()
    run_id = ana.implement(ana.given(_plan()), ANSWERS)
    ana.question()
    code = _code()

    ana.give_code(code)
    run = ana.wait_for_end(run_id)

    assert run.status is RunStatus.COMPLETED, run.error_message
    assert all(code not in line.message for line in ana.log(run_id))
    assert all(code not in json.dumps(reply) for reply in ana.person.replies(ana.thread))
    assert _answers(ana, run_id) == [None]
    assert code in model_requests.read_text()  # the agent typed it


def _answers(ana: Story, run_id: uuid.UUID) -> list[str | None]:
    """Return the answers that can be read in rows."""
    with transaction(ana.rows) as session:
        return list(session.scalars(select(Question.answer).where(Question.run_id == run_id)))


def _code() -> str:
    return code_of(SAM.authenticator_key or "", datetime.now(UTC))


def _plan() -> ComputerUsePlan:
    second_factor = (
        Step(
            number=5,
            instruction=f"Type the current code of {KEY.name} into “Authenticator code”",
            action=Action.TYPE,
            target="Authenticator code",
            credential=KEY.name,
        ),
        Step(number=6, instruction="Go on", action=Action.CLICK, target="Continue"),
        Step(number=7, instruction="See the customers", action=Action.CLICK, target="Customers"),
    )
    return make_plan("Sign in as Sam", *sign_in_steps(SAM.email), *second_factor, credentials=[PASSWORD, KEY])
