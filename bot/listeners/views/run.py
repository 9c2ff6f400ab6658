"""The dialog "Implement automation" was submitted."""

from slack_bolt import Ack

from bot.listeners.outcome import DIALOG_PATIENCE, explains_errors_in_form
from bot.listeners.views.fields import mark_problems, read_answers
from bot.listeners.visit import Payload, Visit
from bot.services.answers import AnswersRefused
from bot.services.starting import start_run


@explains_errors_in_form
def handle_start_run(ack: Ack, view: Payload, visit: Visit) -> None:
    try:
        with visit.desk.work(DIALOG_PATIENCE) as session:
            start_run(session, visit.desk.sealer, visit.desk.settings, visit.visitor, read_answers(view))
    except AnswersRefused as refused:
        ack(response_action="errors", errors=mark_problems(view, refused.problems))
    else:
        ack()
