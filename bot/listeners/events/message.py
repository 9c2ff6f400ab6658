"""Something was posted where the bot is a member, or written to it directly."""

from bot.listeners.outcome import explains_errors, hears_once
from bot.listeners.sharing import Posted, share_posted
from bot.listeners.visit import Payload, Visit
from bot.services.links import find_any_link, find_video_file, find_video_link

#: What people post; every other subtype is an edit, a deletion, somebody joining ...
_POSTED = {None, "file_share", "thread_broadcast"}


@explains_errors
@hears_once
def handle_message(event: Payload, visit: Visit) -> None:
    if event.get("subtype") not in _POSTED or "bot_id" in event or "user" not in event:
        return
    posted = Posted.model_validate(event)
    direct = event.get("channel_type") == "im"
    find_link = find_any_link if direct else find_video_link
    source = find_video_file(posted.files) or find_link(posted.text)
    if source is not None:
        share_posted(visit, posted.channel, posted, source)
    elif direct and posted.thread_ts is None:
        visit.tell("Send me a screencast, or a link to one, and I will make a plan of it.")
