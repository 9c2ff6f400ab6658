"""Starting, cancelling and repeating runs."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, select

from bot.services.answers import Answers, AnswersRefused
from bot.services.checkpoints import restore_checkpoint
from bot.services.credentials import forget_credentials
from bot.services.fairness import TooMuch
from bot.services.runs import cancel_run, continue_run, retry_run
from bot.services.screencasts import share_with
from bot.services.starting import prepare_run, start_run
from models import (
    AgentCheckpoint,
    AgentRun,
    Analysis,
    AnalysisStatus,
    ApprovalPolicy,
    RestoreStatus,
    RunStatus,
    TaskCredential,
    WorkspaceHead,
    exit_codes,
)
from models.config import FairnessSettings
from models.errors import IllegalTransition, MissingCredential, UserError
from models.sealing import Binding, CannotUnseal, Sealed, Sealer, Unsealer
from models.session import transaction
from tests.bot.rows import (
    ANA,
    BEN,
    Shared,
    every,
    given_plan,
    given_restore,
    given_run,
    make_plan_without_credentials,
    reread,
)

LIMITS = FairnessSettings()
PASSWORD = "apple"


def _filled(shared: Shared, secret: str = PASSWORD) -> Answers:
    return Answers(
        shared.analysis.id,
        credentials={"ORCHARD_PASSWORD": SecretStr(secret)},
        parameters={"EMAIL": "eve@orchard.test"},
    )


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return given_plan(engine, make_plan_without_credentials())


def _checkpoint(engine: Engine, run: AgentRun) -> AgentCheckpoint:
    with transaction(engine) as session:
        return session.scalars(select(AgentCheckpoint).where(AgentCheckpoint.run_id == run.id)).one()


def test_a_run_is_a_snapshot_of_plan_and_parameters(engine: Engine, sealer: Sealer) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        run = start_run(session, sealer, LIMITS, ANA, _filled(shared))
    assert (run.status, run.plan) == (RunStatus.PENDING, shared.analysis.plan)
    assert run.parameters == {"EMAIL": "eve@orchard.test"}


def test_a_parameter_that_is_left_empty_keeps_its_value_from_the_screencast(
    engine: Engine, sealer: Sealer, shared: Shared
) -> None:
    with transaction(engine) as session:
        run = start_run(session, sealer, LIMITS, ANA, Answers(shared.analysis.id))
    assert run.parameters == {"EMAIL": "dana@orchard.test"}


def test_what_is_neither_given_nor_stored_is_named_and_nothing_is_kept(
    engine: Engine, sealer: Sealer
) -> None:
    shared = given_plan(engine)
    with pytest.raises(AnswersRefused) as missing, transaction(engine) as session:
        start_run(session, sealer, LIMITS, ANA, Answers(shared.analysis.id))
    assert list(missing.value.problems) == ["ORCHARD_PASSWORD"]
    assert every(engine, AgentRun) == []


def test_only_a_worker_can_read_a_stored_credential(
    engine: Engine, sealer: Sealer, unsealer: Unsealer
) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        start_run(session, sealer, LIMITS, ANA, _filled(shared))
    (row,) = every(engine, TaskCredential)
    sealed = Sealed(row.sealing_key, row.sealed)
    assert b"apple" not in row.sealed
    assert not hasattr(sealer, "unseal")
    assert unsealer.unseal(sealed, Binding(shared.owner.id, shared.video.id, row.key)) == "apple"
    with pytest.raises(CannotUnseal):
        unsealer.unseal(sealed, Binding(uuid.uuid4(), shared.video.id, row.key))


def test_a_new_value_takes_the_place_of_the_stored_one(
    engine: Engine, sealer: Sealer, unsealer: Unsealer
) -> None:
    shared = given_plan(engine)
    for secret in ("apple", "pear"):
        with transaction(engine) as session:
            run = start_run(session, sealer, LIMITS, ANA, _filled(shared, secret))
            cancel_run(session, ANA, run.id)
    (row,) = every(engine, TaskCredential)
    binding = Binding(shared.owner.id, shared.video.id, row.key)
    assert unsealer.unseal(Sealed(row.sealing_key, row.sealed), binding) == "pear"


def test_everybody_brings_credentials_of_their_own(engine: Engine, sealer: Sealer) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        start_run(session, sealer, LIMITS, ANA, _filled(shared))
        share_with(session, ANA, shared.video.id, [BEN.member])
    with transaction(engine) as session:
        assert prepare_run(session, BEN, shared.analysis.id).stored == set()
        with pytest.raises(AnswersRefused):
            start_run(session, sealer, LIMITS, BEN, Answers(shared.analysis.id))


def test_forgotten_credentials_are_deleted_and_only_ones_own(engine: Engine, sealer: Sealer) -> None:
    shared = given_plan(engine)
    with transaction(engine) as session:
        start_run(session, sealer, LIMITS, ANA, _filled(shared))
        share_with(session, ANA, shared.video.id, [BEN.member])
    with transaction(engine) as session:
        start_run(session, sealer, LIMITS, BEN, _filled(shared))
    with transaction(engine) as session:
        forget_credentials(session, ANA, shared.analysis.id)
    (left,) = every(engine, TaskCredential)
    assert left.user_id != shared.owner.id


def test_the_owners_choice_before_irreversible_steps_stays_with_the_screencast(
    engine: Engine, sealer: Sealer, shared: Shared
) -> None:
    with transaction(engine) as session:
        answers = Answers(shared.analysis.id, policy=ApprovalPolicy.UNATTENDED)
        run = start_run(session, sealer, LIMITS, ANA, answers)
    assert run.policy is ApprovalPolicy.UNATTENDED
    assert reread(engine, shared.video).policy is ApprovalPolicy.UNATTENDED


def test_another_persons_choice_is_for_that_run_alone(engine: Engine, sealer: Sealer, shared: Shared) -> None:
    with transaction(engine) as session:
        share_with(session, ANA, shared.video.id, [BEN.member])
    with transaction(engine) as session:
        answers = Answers(shared.analysis.id, policy=ApprovalPolicy.UNATTENDED)
        run = start_run(session, sealer, LIMITS, BEN, answers)
    assert run.policy is ApprovalPolicy.UNATTENDED
    assert reread(engine, shared.video).policy is ApprovalPolicy.ASK


def test_a_retry_keeps_who_may_help_and_what_may_be_reached(
    engine: Engine, sealer: Sealer, shared: Shared
) -> None:
    with transaction(engine) as session:
        answers = Answers(shared.analysis.id, helpers=[BEN.member], sites="example.com")
        first = start_run(session, sealer, LIMITS, ANA, answers)
        cancel_run(session, ANA, first.id)
    with transaction(engine) as session:
        retry = retry_run(session, LIMITS, ANA, first.id)
    assert len(retry.helpers) == 1
    assert (retry.helpers, retry.allowed_hosts) == (first.helpers, ["orchard.test", "example.com"])


def test_a_person_with_enough_runs_has_to_wait(engine: Engine, sealer: Sealer, shared: Shared) -> None:
    limits = FairnessSettings(user_runs_at_once=0)
    with pytest.raises(TooMuch), transaction(engine) as session:
        start_run(session, sealer, limits, ANA, Answers(shared.analysis.id))
    assert every(engine, AgentRun) == []


def test_a_secret_does_not_show_when_answers_are_printed(shared: Shared) -> None:
    assert "apple" not in repr(_filled(shared))


def test_there_is_no_run_without_a_plan(engine: Engine, sealer: Sealer, shared: Shared) -> None:
    with transaction(engine) as session:
        session.get_one(Analysis, shared.analysis.id).status = AnalysisStatus.RUNNING
    with pytest.raises(UserError, match="no plan yet"), transaction(engine) as session:
        start_run(session, sealer, LIMITS, ANA, Answers(shared.analysis.id))


def test_two_submissions_at_once_make_one_run(engine: Engine, sealer: Sealer, shared: Shared) -> None:
    together = threading.Barrier(2)

    def submit(_: int) -> bool:
        together.wait()
        try:
            with transaction(engine) as session:
                start_run(session, sealer, LIMITS, ANA, Answers(shared.analysis.id))
        except UserError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(submit, range(2))) == [False, True]
    assert len(every(engine, AgentRun)) == 1


def test_a_pending_run_is_cancelled_at_once(engine: Engine, shared: Shared) -> None:
    run = given_run(engine, shared)
    with transaction(engine) as session:
        cancel_run(session, ANA, run.id)
    now = reread(engine, run)
    assert (now.status, now.exit_code) == (RunStatus.CANCELLED, exit_codes.CANCELLED)


def test_a_running_run_is_asked_to_stop(engine: Engine, shared: Shared) -> None:
    run = given_run(engine, shared, RunStatus.RUNNING)
    with transaction(engine) as session:
        cancel_run(session, ANA, run.id)
    now = reread(engine, run)
    assert (now.status, now.cancel_requested_at is None) == (RunStatus.RUNNING, False)


def test_a_run_that_has_ended_cannot_be_cancelled(engine: Engine, shared: Shared) -> None:
    run = given_run(engine, shared, RunStatus.COMPLETED)
    with pytest.raises(IllegalTransition), transaction(engine) as session:
        cancel_run(session, ANA, run.id)


def test_a_run_that_is_going_can_be_neither_retried_nor_restored(engine: Engine, shared: Shared) -> None:
    ended = given_run(engine, shared, RunStatus.FAILED)
    going = given_run(engine, shared, RunStatus.RUNNING)
    with pytest.raises(IllegalTransition), transaction(engine) as session:
        retry_run(session, LIMITS, ANA, going.id)
    with pytest.raises(UserError, match="still going"), transaction(engine) as session:
        restore_checkpoint(session, ANA, _checkpoint(engine, ended).id)


def test_a_retry_starts_with_the_files_of_the_head(engine: Engine, shared: Shared) -> None:
    run = given_run(engine, shared, RunStatus.FAILED)
    head = _checkpoint(engine, run)
    with transaction(engine) as session:
        place = {"video_id": shared.video.id, "user_id": shared.owner.id}
        session.add(WorkspaceHead(**place, checkpoint_id=head.id))
    with transaction(engine) as session:
        retry = retry_run(session, LIMITS, ANA, run.id)
    assert (retry.retry_of, retry.starts_from, retry.plan) == (run.id, head.id, run.plan)


def test_a_retry_without_stored_credentials_says_where_to_give_them(engine: Engine) -> None:
    run = given_run(engine, given_plan(engine), RunStatus.FAILED)
    with pytest.raises(MissingCredential, match="Implement automation"), transaction(engine) as session:
        retry_run(session, LIMITS, ANA, run.id)


def test_continuing_waits_until_the_files_are_back(engine: Engine, shared: Shared) -> None:
    run = given_run(engine, shared, RunStatus.FAILED)
    restore = given_restore(engine, run, RestoreStatus.PENDING)
    with pytest.raises(UserError, match="not back yet"), transaction(engine) as session:
        continue_run(session, LIMITS, ANA, restore.id)
    with pytest.raises(UserError, match="being put back"), transaction(engine) as session:
        retry_run(session, LIMITS, ANA, run.id)
