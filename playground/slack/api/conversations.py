"""conversations.*: where the bot is, who else is there, and what was said."""

from collections.abc import Iterable
from typing import Final

from playground.slack.api.arguments import flag, number, required, text
from playground.slack.api.places import joined_conversation, named_conversation, named_message
from playground.slack.cast import TEAM_ID, Conversation
from playground.slack.messages import Message
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload

PAGE: Final = 100
LARGEST_PAGE: Final = 999


def info(standin: StandIn, arguments: Payload) -> Payload:
    place = named_conversation(standin, arguments)
    channel = _shown(standin, place)
    if flag(arguments, "include_num_members"):
        channel["num_members"] = len(place.members)
    return {"channel": channel}


def members(standin: StandIn, arguments: Payload) -> Payload:
    place = named_conversation(standin, arguments)
    return {"members": sorted(place.members), "response_metadata": {"next_cursor": ""}}


def open_direct(standin: StandIn, arguments: Payload) -> Payload:
    place = standin.cast.direct(required(arguments, "users"))
    if place is None:
        raise ApiError("user_not_found")
    return {"channel": _shown(standin, place) if flag(arguments, "return_im") else {"id": place.id}}


def history(standin: StandIn, arguments: Payload) -> Payload:
    """Answer with the newest messages first, as Slack does."""
    place = joined_conversation(standin, arguments)
    messages = _between(standin.messages.history(place.id, standin.cast.bot.id), arguments)
    return _page(standin, list(reversed(messages)), arguments)


def replies(standin: StandIn, arguments: Payload) -> Payload:
    """Answer with the parent and its replies, the oldest first."""
    place = joined_conversation(standin, arguments)
    try:
        parent = named_message(standin, place, arguments)
    except ApiError:
        raise ApiError("thread_not_found") from None
    messages = standin.messages.thread(place.id, parent.ts, standin.cast.bot.id)
    return _page(standin, _between(messages, arguments), arguments)


def _between(messages: Iterable[Message], arguments: Payload) -> list[Message]:
    oldest, latest = text(arguments, "oldest"), text(arguments, "latest")
    inclusive = flag(arguments, "inclusive")
    found = []
    for message in messages:
        after = not oldest or float(message.ts) > float(oldest)
        before = not latest or float(message.ts) < float(latest)
        if (after and before) or (inclusive and message.ts in (oldest, latest)):
            found.append(message)
    return found


def _page(standin: StandIn, messages: list[Message], arguments: Payload) -> Payload:
    start = number(arguments, "cursor", 0)
    end = start + min(number(arguments, "limit", PAGE), LARGEST_PAGE)
    more = end < len(messages)
    shown = [standin.messages.shown(each) for each in messages[start:end]]
    cursor = str(end) if more else ""
    return {"messages": shown, "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _shown(standin: StandIn, place: Conversation) -> Payload:
    shown: Payload = {
        "id": place.id,
        "created": 0,
        "is_im": place.is_direct,
        "is_channel": not place.is_direct,
        "is_group": False,
        "is_mpim": False,
        "is_private": place.is_direct,
        "is_archived": False,
        "context_team_id": TEAM_ID,
    }
    if place.is_direct:
        return {**shown, "user": place.person, "is_open": True}
    is_member = standin.cast.bot.id in place.members
    topic = {"value": place.topic, "creator": "", "last_set": 0}
    return {
        **shown,
        "name": place.name,
        "name_normalized": place.name,
        "is_member": is_member,
        "topic": topic,
    }
