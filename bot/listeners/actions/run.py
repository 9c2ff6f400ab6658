"""The buttons of a run's card, and of files that were put back."""

import uuid

from bot.blocks.modals import build_checkpoint_menu
from bot.listeners.outcome import explains_errors
from bot.listeners.visit import Payload, Visit
from bot.services.checkpoints import list_checkpoints
from bot.services.runs import cancel_run, continue_run, retry_run


@explains_errors
def handle_cancel_run(action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        cancel_run(session, visit.visitor, uuid.UUID(action["value"]))


@explains_errors
def handle_retry_run(action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        retry_run(session, visit.desk.settings, visit.visitor, uuid.UUID(action["value"]))


@explains_errors
def handle_continue_run(action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        continue_run(session, visit.desk.settings, visit.visitor, uuid.UUID(action["value"]))


@explains_errors
def handle_choose_checkpoint(body: Payload, action: Payload, visit: Visit) -> None:
    run_id = uuid.UUID(action["value"])
    with visit.desk.work() as session:
        checkpoints = list_checkpoints(session, visit.visitor, run_id)
    visit.desk.slack.open_modal(body["trigger_id"], build_checkpoint_menu(run_id, checkpoints))
