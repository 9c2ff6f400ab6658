"""Finding the conversation and the message that a call names."""

from playground.slack.api.arguments import required
from playground.slack.cast import Conversation
from playground.slack.messages import Message
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload


def named_conversation(standin: StandIn, arguments: Payload, name: str = "channel") -> Conversation:
    """Return a conversation by its id, by a channel's name, or by the id of the person the bot talks to.

    Raises:
        ApiError: `channel_not_found`.
    """
    wanted = required(arguments, name)
    place = standin.cast.conversations.get(wanted) or standin.cast.direct(wanted) or _channel(standin, wanted)
    if place is None:
        raise ApiError("channel_not_found")
    return place


def joined_conversation(standin: StandIn, arguments: Payload, name: str = "channel") -> Conversation:
    """Return a conversation the bot is a member of.

    Raises:
        ApiError: `channel_not_found` or `not_in_channel`.
    """
    place = named_conversation(standin, arguments, name)
    if standin.cast.bot.id not in place.members:
        raise ApiError("not_in_channel")
    return place


def named_message(standin: StandIn, place: Conversation, arguments: Payload, name: str = "ts") -> Message:
    """Return a message everybody can see; ephemeral ones cannot be named.

    Raises:
        ApiError: `message_not_found`.
    """
    message = standin.messages.find(place.id, required(arguments, name))
    if message is None or message.visible_to:
        raise ApiError("message_not_found")
    return message


def _channel(standin: StandIn, name: str) -> Conversation | None:
    channels = (each for each in standin.cast.conversations.values() if not each.is_direct)
    return next((each for each in channels if each.name == name.removeprefix("#")), None)
