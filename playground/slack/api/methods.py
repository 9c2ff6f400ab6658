"""The table of contents: every method, its scope and its rate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playground.slack.api import apps, chat, conversations, files, users, views
from playground.slack.limits import POSTING, TIER_3, TIER_4
from playground.slack.settings import Rate
from playground.slack.standin import StandIn
from playground.slack.wire import Payload


@dataclass(frozen=True)
class Method:
    """A Web API method. Any one of `scopes` lets an app call it; none are needed when there are none."""

    answer: Callable[[StandIn, Payload], Payload]
    rate: Rate
    scopes: frozenset[str] = frozenset()
    takes_app_token: bool = False
    is_counted_by_channel: bool = False


WRITE: Final = frozenset({"chat:write"})
READ_HISTORY: Final = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
READ_CONVERSATIONS: Final = frozenset({"channels:read", "groups:read", "im:read", "mpim:read"})
READ_FILES: Final = frozenset({"files:read"})
WRITE_FILES: Final = frozenset({"files:write"})
READ_USERS: Final = frozenset({"users:read"})

METHODS: Final[dict[str, Method]] = {
    "apps.connections.open": Method(apps.open_connection, Rate(60, 20), takes_app_token=True),
    "auth.test": Method(apps.test_auth, Rate(600, 100)),
    "bots.info": Method(users.bot_info, TIER_3, READ_USERS),
    "chat.delete": Method(chat.delete, TIER_3, WRITE),
    "chat.getPermalink": Method(chat.get_permalink, Rate(600, 100)),
    "chat.postEphemeral": Method(chat.post_ephemeral, TIER_4, WRITE),
    "chat.postMessage": Method(chat.post_message, POSTING, WRITE, is_counted_by_channel=True),
    "chat.update": Method(chat.update, TIER_3, WRITE),
    "conversations.history": Method(conversations.history, TIER_3, READ_HISTORY),
    "conversations.info": Method(conversations.info, TIER_3, READ_CONVERSATIONS),
    "conversations.members": Method(conversations.members, TIER_4, READ_CONVERSATIONS),
    "conversations.open": Method(conversations.open_direct, TIER_3, frozenset({"im:write"})),
    "conversations.replies": Method(conversations.replies, TIER_3, READ_HISTORY),
    "files.completeUploadExternal": Method(files.complete_upload, TIER_4, WRITE_FILES),
    "files.getUploadURLExternal": Method(files.get_upload_url, TIER_4, WRITE_FILES),
    "files.info": Method(files.info, TIER_4, READ_FILES),
    "reactions.add": Method(chat.add_reaction, TIER_3, frozenset({"reactions:write"})),
    "reactions.remove": Method(chat.remove_reaction, TIER_3, frozenset({"reactions:write"})),
    "users.info": Method(users.info, TIER_4, READ_USERS),
    "views.open": Method(views.open_modal, TIER_4),
    "views.publish": Method(views.publish, TIER_4),
    "views.push": Method(views.push, TIER_4),
    "views.update": Method(views.update, TIER_4),
}
