"""Drawing the card of a run."""

import uuid

from bot.blocks.run import build_run
from bot.desk import Desk
from bot.services.pictures import count_active_runs, note_run_drawn, read_run
from bot.slack import Place
from bot.thread.artifacts import show_artifacts
from bot.thread.drawing import draw, only_writer
from bot.thread.pace import interval, take_turn, wait_for_turn
from bot.thread.questions import show_questions
from models.jobs import SHOW_RUN, nudge, take_nudge


def show_run(desk: Desk, run_id: uuid.UUID) -> None:
    """Draw a run's questions and its card from its rows, and once it has ended what it left.

    A change after `take_nudge` nudges anew, so the last state is always drawn.
    """
    with only_writer(desk, run_id):
        take_nudge(desk.redis, SHOW_RUN, run_id)
        show_questions(desk, run_id)  # at once: somebody is waited for
        if wait_for_turn(desk.redis, run_id):
            take_nudge(desk.redis, SHOW_RUN, run_id)
            _draw_card(desk, run_id)
            show_artifacts(desk, run_id)
            return
    # Not our turn for long: let others work, and come back.
    nudge(desk.redis, SHOW_RUN, run_id)


def _draw_card(desk: Desk, run_id: uuid.UUID) -> None:
    with desk.work() as session:
        facts = read_run(session, run_id)
        active_runs = count_active_runs(session)
    if facts is None:
        return
    video = facts.run.video
    timestamp = draw(desk, Place(video.channel, video.thread), facts.run.message, build_run(facts))
    take_turn(desk.redis, run_id, interval(active_runs))
    with desk.work() as session:
        note_run_drawn(session, run_id, timestamp)
