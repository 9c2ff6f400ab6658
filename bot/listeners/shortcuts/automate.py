"""The message shortcut "Automate this screencast"."""

from bot.listeners.outcome import explains_errors
from bot.listeners.sharing import Posted, share_posted
from bot.listeners.visit import Payload, Visit
from bot.services.links import find_any_link, find_video_file
from models.errors import UserError


@explains_errors
def handle_automate_screencast(shortcut: Payload, visit: Visit) -> None:
    posted = Posted.model_validate(shortcut["message"])
    source = find_video_file(posted.files) or find_any_link(posted.text)
    if source is None:
        raise UserError("I see no screencast in that message: no video file and no link.")
    if not share_posted(visit, shortcut["channel"]["id"], posted, source):
        raise UserError("I am on it already: see the thread of that message.")
