"""/automate LINK."""

from bot.blocks.plan import build_request
from bot.listeners.outcome import explains_errors
from bot.listeners.visit import Payload, Visit
from bot.services.links import find_any_link
from bot.services.screencasts import share_video
from bot.slack import Place
from models.errors import UserError


@explains_errors
def handle_automate(command: Payload, visit: Visit) -> None:
    source = find_any_link(command.get("text") or "")
    if source is None or source.link is None:
        raise UserError("Give me a link to a screencast: `/automate https://…`")
    request = build_request(visit.visitor.member, source.link)
    thread = visit.desk.slack.post(Place(command["channel_id"]), request)
    with visit.desk.work() as session:
        share_video(session, visit.visitor, source, command["channel_id"], thread)
