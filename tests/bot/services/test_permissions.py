"""Who may do what: every verb, asked by the owner, by somebody it was shared with, and by a stranger."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot.services.answers import Answers
from bot.services.checkpoints import list_checkpoints, restore_checkpoint
from bot.services.people import Visitor
from bot.services.runs import cancel_run, continue_run, retry_run
from bot.services.screencasts import analyze_again, find_own_video, share_with
from bot.services.starting import prepare_run, start_run
from models import AgentRun, Restore, RestoreStatus, RunStatus
from models.config import FairnessSettings
from models.errors import NotAllowed
from models.sealing import Sealer, generate_key_pair
from models.session import transaction
from tests.bot.rows import (
    ANA,
    BEN,
    Shared,
    given_plan,
    given_restore,
    given_run,
    make_plan_without_credentials,
)

LIMITS = FairnessSettings()
SEALER = Sealer.parse(generate_key_pair("test")[1])


@dataclass(frozen=True)
class Scene:
    """Ana's screencast, with an ended run of hers and files that were put back."""

    shared: Shared
    run: AgentRun
    restore: Restore


Verb = Callable[[Session, Visitor, Scene], object]

#: What the owner and those it was shared with may do.
OPEN: dict[str, Verb] = {
    "prepare": lambda session, visitor, scene: prepare_run(session, visitor, scene.shared.analysis.id),
    "start": lambda session, visitor, scene: start_run(
        session, SEALER, LIMITS, visitor, Answers(scene.shared.analysis.id)
    ),
    "analyze again": lambda session, visitor, scene: analyze_again(session, visitor, scene.shared.video.id),
}

#: What only the owner may do.
OWNERS: dict[str, Verb] = {
    "open the share dialog": lambda session, visitor, scene: find_own_video(
        session, visitor, scene.shared.video.id
    ),
    "share": lambda session, visitor, scene: share_with(session, visitor, scene.shared.video.id, ["U0EVE"]),
}

#: What only the person who started the run may do.
STARTERS: dict[str, Verb] = {
    "retry": lambda session, visitor, scene: retry_run(session, LIMITS, visitor, scene.run.id),
    "list checkpoints": lambda session, visitor, scene: list_checkpoints(session, visitor, scene.run.id),
    "restore": lambda session, visitor, scene: restore_checkpoint(
        session, visitor, scene.restore.checkpoint_id
    ),
    "continue": lambda session, visitor, scene: continue_run(session, LIMITS, visitor, scene.restore.id),
}


CLOSED = OWNERS | STARTERS
EVERY = OPEN | CLOSED


@pytest.fixture
def scene(engine: Engine) -> Scene:
    shared = given_plan(engine, make_plan_without_credentials())
    run = given_run(engine, shared, RunStatus.FAILED)
    return Scene(shared, run, given_restore(engine, run, RestoreStatus.COMPLETED))


@pytest.mark.parametrize("verb", EVERY.values(), ids=list(EVERY))
def test_the_owner_may(engine: Engine, scene: Scene, verb: Verb) -> None:
    with transaction(engine) as session:
        verb(session, ANA, scene)


@pytest.mark.parametrize("verb", OPEN.values(), ids=list(OPEN))
def test_somebody_it_was_shared_with_may_run_it(engine: Engine, scene: Scene, verb: Verb) -> None:
    with transaction(engine) as session:
        share_with(session, ANA, scene.shared.video.id, [BEN.member])
    with transaction(engine) as session:
        verb(session, BEN, scene)


@pytest.mark.parametrize("verb", CLOSED.values(), ids=list(CLOSED))
def test_somebody_it_was_shared_with_may_not(engine: Engine, scene: Scene, verb: Verb) -> None:
    with transaction(engine) as session:
        share_with(session, ANA, scene.shared.video.id, [BEN.member])
    with pytest.raises(NotAllowed), transaction(engine) as session:
        verb(session, BEN, scene)


@pytest.mark.parametrize("verb", EVERY.values(), ids=list(EVERY))
def test_a_stranger_may_not(engine: Engine, scene: Scene, verb: Verb) -> None:
    with pytest.raises(NotAllowed), transaction(engine) as session:
        verb(session, BEN, scene)


def test_the_same_member_id_in_another_workspace_is_somebody_else(engine: Engine, scene: Scene) -> None:
    with pytest.raises(NotAllowed), transaction(engine) as session:
        prepare_run(session, Visitor("T0OTHER", ANA.member), scene.shared.analysis.id)


def test_only_who_started_a_run_may_cancel_it(engine: Engine, scene: Scene) -> None:
    run = given_run(engine, scene.shared, RunStatus.RUNNING)
    with pytest.raises(NotAllowed, match="started this run"), transaction(engine) as session:
        cancel_run(session, BEN, run.id)
    with transaction(engine) as session:
        assert cancel_run(session, ANA, run.id).cancel_requested_at
