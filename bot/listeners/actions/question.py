"""The buttons of a question."""

import uuid

from bot.blocks.question import build_answer_form
from bot.listeners.outcome import explains_errors
from bot.listeners.visit import Payload, Visit
from bot.services.questions import choose_option, find_waiting_question


@explains_errors
def handle_answer_question(action: Payload, visit: Visit) -> None:
    picked: Payload = action.get("selected_option") or action
    question_id, _, index = picked["value"].partition(":")
    with visit.desk.work() as session:
        choose_option(session, visit.visitor, uuid.UUID(question_id), int(index))


@explains_errors
def handle_open_answer(body: Payload, action: Payload, visit: Visit) -> None:
    with visit.desk.work() as session:
        question = find_waiting_question(session, visit.visitor, uuid.UUID(action["value"]))
    visit.desk.slack.open_modal(body["trigger_id"], build_answer_form(question))
