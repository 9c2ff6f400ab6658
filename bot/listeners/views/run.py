"""The dialog "Implement automation" was submitted."""

import uuid

from slack_bolt import Ack

from bot.listeners.outcome import DIALOG_PATIENCE, explains_errors_in_dialog
from bot.listeners.views.fields import explain_missing, read_answers
from bot.listeners.visit import Payload, Visit
from bot.services.credentials import AnswersMissing
from bot.services.runs import start_run


@explains_errors_in_dialog
def handle_start_run(ack: Ack, view: Payload, visit: Visit) -> None:
    analysis_id = uuid.UUID(view["private_metadata"])
    try:
        with visit.desk.work(DIALOG_PATIENCE) as session:
            start_run(session, visit.desk.sealer, visit.visitor, analysis_id, read_answers(view))
    except AnswersMissing as missing:
        ack(response_action="errors", errors=explain_missing(view, missing.names))
    else:
        ack()
