"""Drawing what a run asks: each question in a message of its own, because an edited card notifies nobody."""

import uuid

from bot.blocks.question import build_question
from bot.desk import Desk
from bot.services.pictures import note_question_drawn, read_questions
from bot.slack import Place
from bot.thread.drawing import draw


def show_questions(desk: Desk, run_id: uuid.UUID) -> None:
    """Post every question that waits for an answer, and bring the others up to date.

    Whoever calls holds other writers off the run.
    """
    with desk.work() as session:
        questions = read_questions(session, run_id)
    for facts in questions:
        question, video = facts.question, facts.video
        timestamp = draw(desk, Place(video.channel, video.thread), question.message, build_question(facts))
        if timestamp != question.message:
            with desk.work() as session:
                note_question_drawn(session, question.id, timestamp)
