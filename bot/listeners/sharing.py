"""A message with a screencast in it, however it came to us."""

from collections.abc import Sequence

from pydantic import BaseModel

from bot.listeners.visit import Visit
from bot.services.links import PostedFile, Source
from bot.services.screencasts import share_video


class Posted(BaseModel):
    """A message, as far as we look at it."""

    channel: str = ""
    ts: str
    thread_ts: str | None = None
    text: str = ""
    files: Sequence[PostedFile] = ()


def share_posted(visit: Visit, channel: str, posted: Posted, source: Source) -> bool:
    """Share a message's screencast for the visitor; False if that is done already.

    A mention comes twice, as a mention and as a message, and people click twice.
    """
    with visit.desk.once(f"share:{channel}:{posted.ts}:{visit.visitor.member}") as first:
        if first:
            with visit.desk.work() as session:
                share_video(session, visit.visitor, source, channel, posted.thread_ts or posted.ts)
    return first
