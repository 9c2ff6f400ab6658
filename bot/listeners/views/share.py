"""The dialog "Share" was submitted."""

import uuid

from slack_bolt import Ack

from bot.blocks.modals import PEOPLE
from bot.blocks.plan import build_shared
from bot.listeners.outcome import DIALOG_PATIENCE, explains_errors_in_dialog
from bot.listeners.views.fields import read_people
from bot.listeners.visit import Payload, Visit
from bot.services.screencasts import find_own_video, share_with
from bot.slack import Place


@explains_errors_in_dialog
def handle_share_with(ack: Ack, view: Payload, visit: Visit) -> None:
    video_id = uuid.UUID(view["private_metadata"])
    with visit.desk.work(DIALOG_PATIENCE) as session:
        video = find_own_video(session, visit.visitor, video_id)
        added = share_with(session, visit.visitor, video_id, read_people(view, PEOPLE))
    ack()
    if added:
        place = Place(video.channel, video.thread)
        visit.desk.slack.post(place, build_shared(visit.visitor.member, added))
