"""Something was posted where the bot is a member, or written to it directly."""

from slack_bolt import BoltContext

from bot.listeners.markup import read_plainly
from bot.listeners.outcome import explains_errors, hears_once
from bot.listeners.sharing import Posted, share_posted
from bot.listeners.visit import Payload, Visit
from bot.services.guidance import Reply, pass_on
from bot.services.links import find_any_link, find_video_file, find_video_link

#: What people post; every other subtype is an edit, a deletion, somebody joining ...
_POSTED = {None, "file_share", "thread_broadcast"}


@explains_errors
@hears_once
def handle_message(event: Payload, context: BoltContext, visit: Visit) -> None:
    """Share a screencast, or else pass on what is said to a run; in a direct message, any link may be one."""
    if event.get("subtype") not in _POSTED or "bot_id" in event or "user" not in event:
        return
    posted = Posted.model_validate(event)
    direct = event.get("channel_type") == "im"
    source = find_video_file(posted.files) or find_video_link(posted.text)
    if source is None and _passed_on(visit, posted, f"<@{context.bot_user_id}>"):
        return
    if source is None and direct:
        source = find_any_link(posted.text)
    if source is not None:
        share_posted(visit, posted.channel, posted, source)
    elif direct and posted.thread_ts is None:
        visit.tell("Send me a screencast, or a link to one, and I will make a plan of it.")


def _passed_on(visit: Visit, posted: Posted, our_name: str) -> bool:
    if posted.thread_ts is None:
        return False
    text = read_plainly(posted.text.removeprefix(our_name))
    reply = Reply(posted.channel, posted.thread_ts, text)
    with visit.desk.work() as session:
        heard = pass_on(session, visit.desk.sealer, visit.visitor, reply)
    if heard is not None:
        visit.tell(heard)
    return heard is not None
