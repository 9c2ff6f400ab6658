"""Somebody mentions the bot, which is meant on purpose: any link counts."""

from bot.listeners.outcome import explains_errors, hears_once
from bot.listeners.sharing import Posted, share_posted
from bot.listeners.visit import Payload, Visit
from bot.services.links import find_any_link, find_video_file
from models.errors import UserError


@explains_errors
@hears_once
def handle_mention(event: Payload, visit: Visit) -> None:
    posted = Posted.model_validate(event)
    source = find_video_file(posted.files) or find_any_link(posted.text)
    if source is None:
        raise UserError("Mention me together with a link to a screencast, or with the video itself.")
    share_posted(visit, posted.channel, posted, source)
