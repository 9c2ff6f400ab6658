"""From *Implement automation* over the dialog to a run, and its buttons."""

import pytest

from bot.blocks.elements import Message, actions, button
from bot.desk import Desk
from bot.slack import Place
from bot.thread.analysis import show_analysis
from bot.thread.restore import show_restore
from bot.thread.run import show_run
from models import AgentRun, Restore, RestoreStatus, RunStatus, TaskCredential, VideoShare
from models.jobs import QueueName
from models.plan import Action, ComputerUsePlan, Step
from models.sealing import Binding, Sealed, Unsealer
from models.session import transaction
from playground.slack.client import SlackPerson, plain_text
from playground.slack.wire import Payload
from tests.bot.conftest import Settle
from tests.bot.rows import (
    Shared,
    every,
    given_plan,
    given_restore,
    given_run,
    make_plan_without_credentials,
    reread,
    waiting,
)
from tests.models.factories import make_plan

SECRET = "correct horse battery staple"
FILLED = {"credential:ORCHARD_PASSWORD": SECRET, "parameter:EMAIL": "dana@orchard.test"}


def test_the_dialog_asks_for_what_the_plan_names_and_a_run_begins(
    listening: Desk, ana: SlackPerson, unsealer: Unsealer
) -> None:
    shared, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    assert ana.submit(ana.wait_for(ana.open_modal), FILLED) == {}
    (run,) = every(listening.engine, AgentRun)
    (credential,) = every(listening.engine, TaskCredential)
    assert waiting(listening.redis, QueueName.RUN) == [("worker.jobs.execute", str(run.id))]
    assert run.parameters == {"EMAIL": "dana@orchard.test"}
    binding = Binding(shared.owner.id, shared.video.id, "ORCHARD_PASSWORD")
    assert unsealer.unseal(Sealed(credential.sealing_key, credential.sealed), binding) == SECRET


def test_a_missing_credential_is_asked_for_at_its_field(listening: Desk, ana: SlackPerson) -> None:
    _, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    errors = ana.submit(ana.wait_for(ana.open_modal), {"credential:ORCHARD_PASSWORD": "   "})
    assert list(errors) == ["credential:ORCHARD_PASSWORD"]
    assert every(listening.engine, AgentRun) == []


def test_a_start_that_is_refused_is_not_said_at_a_field_that_has_nothing_to_do_with_it(
    listening: Desk, ana: SlackPerson
) -> None:
    look = Step(number=1, instruction="Look", action=Action.NAVIGATE, url="http://orchard.test/")
    plan = make_plan(steps=[look], credentials=[], parameters=[])
    shared, message = _show_plan(listening, ana, plan)
    ana.click(message, "implement")
    form = ana.wait_for(ana.open_modal)
    given_run(listening.engine, shared, RunStatus.RUNNING)
    assert ana.submit(form, {}) == {}
    said = ana.open_modal()
    assert said
    assert "is still going" in plain_text(said)


def test_a_stored_credential_may_be_left_empty(listening: Desk, ana: SlackPerson) -> None:
    _, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    ana.submit(ana.wait_for(ana.open_modal), FILLED)
    with transaction(listening.engine) as session:
        session.get_one(AgentRun, every(listening.engine, AgentRun)[0].id).move_to(RunStatus.CANCELLED)
    ana.click(message, "implement")
    modal = ana.wait_for(ana.open_modal)
    assert "keep the stored value" in plain_text(modal)
    assert ana.submit(modal) == {}
    assert len(every(listening.engine, AgentRun)) == 2


def test_stored_credentials_are_deleted_at_a_click_and_asked_for_again(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    _, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    ana.submit(ana.wait_for(ana.open_modal), FILLED)
    ana.click(message, "implement")
    modal = ana.wait_for(ana.open_modal)
    ana.click_in(modal, "forget_credentials")
    settle(lambda: "keep the stored value" not in plain_text(ana.open_modal() or modal))
    assert every(listening.engine, TaskCredential) == []


def test_no_secret_is_in_redis_or_in_what_the_dialog_carries(listening: Desk, ana: SlackPerson) -> None:
    shared, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    modal = ana.wait_for(ana.open_modal)
    ana.submit(modal, FILLED)
    assert modal["private_metadata"] == str(shared.analysis.id)
    dumped = b"".join(listening.redis.dump(key) or b"" for key in listening.redis.scan_iter())
    assert SECRET.encode() not in dumped


def test_a_stranger_is_told_why_nothing_happens(listening: Desk, ana: SlackPerson, ben: SlackPerson) -> None:
    _, message = _show_plan(listening, ana)
    ben.click(message, "implement")
    whisper = ben.wait_for(lambda: next(iter(ben.ephemeral()), None))
    assert "Only the person who shared this screencast" in plain_text(whisper)
    assert ben.open_modal() is None


def test_sharing_lets_another_person_in_and_says_so(
    listening: Desk, ana: SlackPerson, ben: SlackPerson, settle: Settle
) -> None:
    _, message = _show_plan(listening, ana)
    ana.click(message, "share")
    assert ana.submit(ana.wait_for(ana.open_modal), {"people": ["U0BEN"]}) == {}
    settle(lambda: len(ana.replies(message)) == 2)
    assert len(every(listening.engine, VideoShare)) == 1
    ben.click(message, "implement")
    assert "keep the stored value" not in plain_text(ben.wait_for(ben.open_modal))


def test_cancel_is_noted_for_the_worker(listening: Desk, ana: SlackPerson, settle: Settle) -> None:
    run, card = _show_card(listening, ana, RunStatus.RUNNING)
    ana.click(card, "cancel_run")
    settle(lambda: reread(listening.engine, run).cancel_requested_at)
    settle(lambda: "Stopping" in plain_text(ana.replies(card)[0]))


def test_retry_starts_a_run_that_says_whose_retry_it_is(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    run, card = _show_card(listening, ana, RunStatus.FAILED, make_plan_without_credentials())
    ana.click(card, "retry_run")
    settle(lambda: len(every(listening.engine, AgentRun)) == 2)
    assert {each.retry_of for each in every(listening.engine, AgentRun)} == {None, run.id}


def test_a_checkpoint_is_chosen_in_a_menu_and_put_back(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    _, card = _show_card(listening, ana, RunStatus.COMPLETED)
    ana.click(card, "choose_checkpoint")
    modal = ana.wait_for(ana.open_modal)
    assert "After step 2" in plain_text(modal)
    assert ana.submit(modal) == {}
    (restore,) = every(listening.engine, Restore)
    assert waiting(listening.redis, QueueName.UPKEEP) == [("worker.jobs.restore", str(restore.id))]
    settle(lambda: "Putting files back" in plain_text(ana.replies(card)[-1]))


def test_continue_from_here_starts_with_the_restored_files(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    run, card = _show_card(listening, ana, RunStatus.FAILED, make_plan_without_credentials())
    restore = given_restore(listening.engine, run, RestoreStatus.COMPLETED)
    show_restore(listening, restore.id)
    ana.click(ana.replies_with_button(card, "continue_run")[0], "continue_run")
    settle(lambda: len(every(listening.engine, AgentRun)) == 2)
    assert restore.checkpoint_id in {each.starts_from for each in every(listening.engine, AgentRun)}


def test_a_refused_start_is_told_in_the_form_which_keeps_what_was_typed(
    listening: Desk, ana: SlackPerson
) -> None:
    _, message = _show_plan(listening, ana)
    ana.click(message, "implement")
    ana.submit(ana.wait_for(ana.open_modal), FILLED)
    ana.click(message, "implement")
    modal = ana.wait_for(ana.open_modal)
    errors = ana.submit(modal, FILLED)
    assert "still going" in errors["credential:ORCHARD_PASSWORD"]
    still_open = ana.open_modal() or {}
    assert still_open["id"] == modal["id"]
    assert still_open["state"]["values"]["credential:ORCHARD_PASSWORD"]["value"]["value"] == SECRET
    assert len(every(listening.engine, AgentRun)) == 1


def test_somebody_with_enough_runs_is_told_in_the_form_when_it_goes_on(
    listening: Desk, ana: SlackPerson
) -> None:
    shared, message = _show_plan(listening, ana)
    cost = listening.settings.user_cost_usd_per_day
    given_run(listening.engine, shared, RunStatus.COMPLETED, cost_usd=cost)
    ana.click(message, "implement")
    errors = ana.submit(ana.wait_for(ana.open_modal), FILLED)
    assert "You can start this one in 24 h 0 min." in errors["credential:ORCHARD_PASSWORD"]
    assert every(listening.engine, TaskCredential) == []


def test_a_mistake_of_ours_is_told_by_its_reference_alone(
    listening: Desk, ana: SlackPerson, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Message("x", [actions(button("Cancel", "cancel_run", "no id at all"))])
    listening.slack.post(Place(ana.channel), broken)
    ana.click(ana.messages()[0], "cancel_run")
    whisper = plain_text(ana.wait_for(lambda: next(iter(ana.ephemeral()), None)))
    reference = whisper.split("`")[1]
    assert "badly formed" not in whisper
    assert reference in caplog.text


def _show_plan(
    desk: Desk, person: SlackPerson, plan: ComputerUsePlan | None = None
) -> tuple[Shared, Payload]:
    root = person.say("a chore of mine")
    shared = given_plan(desk.engine, plan, thread=root["ts"])
    show_analysis(desk, shared.analysis.id)
    return shared, person.replies(root)[0]


def _show_card(
    desk: Desk, person: SlackPerson, status: RunStatus, plan: ComputerUsePlan | None = None
) -> tuple[AgentRun, Payload]:
    root = person.say("a chore of mine")
    run = given_run(desk.engine, given_plan(desk.engine, plan, thread=root["ts"]), status)
    show_run(desk, run.id)
    return run, person.replies(root)[0]
