"""Somebody mentions the bot, which is meant on purpose: any link counts."""

from bot.listeners.outcome import explains_errors, hears_once
from bot.listeners.sharing import Posted, share_posted
from bot.listeners.visit import Payload, Visit
from bot.services.guidance import find_steered_run
from bot.services.links import find_any_link, find_video_file, find_video_link
from models.errors import UserError


@explains_errors
@hears_once
def handle_mention(event: Payload, visit: Visit) -> None:
    posted = Posted.model_validate(event)
    source = find_video_file(posted.files) or find_video_link(posted.text)
    if source is None and _steers_a_run(visit, posted):
        return  # the same words come as a message, too, which passes them on
    source = source or find_any_link(posted.text)
    if source is None:
        raise UserError("Mention me together with a link to a screencast, or with the video itself.")
    share_posted(visit, posted.channel, posted, source)


def _steers_a_run(visit: Visit, posted: Posted) -> bool:
    if posted.thread_ts is None:
        return False
    with visit.desk.work() as session:
        return find_steered_run(session, visit.visitor, posted.channel, posted.thread_ts) is not None
