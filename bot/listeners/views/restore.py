"""The dialog "Restore checkpoint" was submitted."""

import uuid

from slack_bolt import Ack

from bot.blocks.modals import CHECKPOINT
from bot.listeners.outcome import DIALOG_PATIENCE, explains_errors_in_dialog
from bot.listeners.views.fields import read_choice
from bot.listeners.visit import Payload, Visit
from bot.services.checkpoints import restore_checkpoint


@explains_errors_in_dialog
def handle_restore_checkpoint(ack: Ack, view: Payload, visit: Visit) -> None:
    with visit.desk.work(DIALOG_PATIENCE) as session:
        restore_checkpoint(session, visit.visitor, uuid.UUID(read_choice(view, CHECKPOINT)))
    ack()
