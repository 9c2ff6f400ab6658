"""Drawing the message about files being put back."""

import uuid

from bot.blocks.restore import build_restore
from bot.desk import Desk
from bot.services.pictures import note_restore_drawn, read_restore
from bot.slack import Place
from bot.thread.drawing import draw, only_writer
from models.jobs import SHOW_RESTORE, take_nudge


def show_restore(desk: Desk, restore_id: uuid.UUID) -> None:
    with only_writer(desk, restore_id):
        take_nudge(desk.redis, SHOW_RESTORE, restore_id)
        with desk.work() as session:
            restore = read_restore(session, restore_id)
        if restore is None:
            return
        run = restore.checkpoint.run
        place = Place(run.video.channel, run.video.thread)
        timestamp = draw(desk, place, restore.message, build_restore(restore, run.user.member))
        with desk.work() as session:
            note_restore_drawn(session, restore_id, timestamp)
