"""The dialog of a question was submitted."""

import uuid

from slack_bolt import Ack

from bot.blocks.elements import VALUE
from bot.blocks.question import ANSWER
from bot.listeners.outcome import DIALOG_PATIENCE, explains_errors_in_dialog
from bot.listeners.visit import Payload, Visit
from bot.services.questions import answer_question


@explains_errors_in_dialog
def handle_answer_in_words(ack: Ack, view: Payload, visit: Visit) -> None:
    question_id = uuid.UUID(view["private_metadata"])
    answer = view["state"]["values"][ANSWER][VALUE]["value"] or ""
    if not answer.strip():
        ack(response_action="errors", errors={ANSWER: "Please fill this in."})
        return
    with visit.desk.work(DIALOG_PATIENCE) as session:
        answer_question(session, visit.desk.sealer, visit.visitor, question_id, answer)
    ack()
