"""chat.* and reactions.*: the bot speaks, and takes back."""

from typing import Final

from playground.slack.api.arguments import objects, required, text
from playground.slack.api.places import joined_conversation, named_conversation, named_message
from playground.slack.blocks.check import accepted_blocks
from playground.slack.cast import Conversation
from playground.slack.messages import Message
from playground.slack.standin import StandIn
from playground.slack.wire import ApiError, Payload

#: A new message's text is cut here; an edited one's is refused beyond the second.
POSTED_TEXT: Final = 40_000
UPDATED_TEXT: Final = 4000
MARKDOWN_TEXT: Final = 12_000


def post_message(standin: StandIn, arguments: Payload) -> Payload:
    place = joined_conversation(standin, arguments)
    content = _content(standin, arguments)
    message = standin.speaking.as_bot(place, {**content, **_thread(standin, place, arguments)})
    return {"channel": place.id, "ts": message.ts, "message": message.body}


def post_ephemeral(standin: StandIn, arguments: Payload) -> Payload:
    place = joined_conversation(standin, arguments)
    user = required(arguments, "user")
    if user not in place.members:
        raise ApiError("user_not_in_channel")
    content = _content(standin, arguments)
    message = standin.speaking.as_bot(
        place, {**content, **_thread(standin, place, arguments)}, visible_to=user
    )
    return {"message_ts": message.ts}


def update(standin: StandIn, arguments: Payload) -> Payload:
    place = joined_conversation(standin, arguments)
    message = _own_message(standin, place, arguments, "cant_update_message")
    if len(text(arguments, "text")) > UPDATED_TEXT:
        raise ApiError("msg_too_long")
    standin.speaking.change(message, _changes(standin, arguments))
    return {"channel": place.id, "ts": message.ts, "text": message.body["text"], "message": message.body}


def delete(standin: StandIn, arguments: Payload) -> Payload:
    place = joined_conversation(standin, arguments)
    message = _own_message(standin, place, arguments, "cant_delete_message")
    standin.speaking.remove(message)
    return {"channel": place.id, "ts": message.ts}


def get_permalink(standin: StandIn, arguments: Payload) -> Payload:
    place = named_conversation(standin, arguments)
    message = named_message(standin, place, arguments, "message_ts")
    link = f"{standin.settings.base_url}/archives/{place.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={place.id}"
    return {"channel": place.id, "permalink": link}


def add_reaction(standin: StandIn, arguments: Payload) -> Payload:
    message, name, reactions = _reactions(standin, arguments)
    users = reactions.setdefault(name, [])
    if standin.cast.bot.id in users:
        raise ApiError("already_reacted")
    users.append(standin.cast.bot.id)
    return _react(standin, message, reactions)


def remove_reaction(standin: StandIn, arguments: Payload) -> Payload:
    message, name, reactions = _reactions(standin, arguments)
    if standin.cast.bot.id not in reactions.get(name, ()):
        raise ApiError("no_reaction")
    reactions[name].remove(standin.cast.bot.id)
    return _react(standin, message, reactions)


def _content(standin: StandIn, arguments: Payload) -> Payload:
    if markdown := text(arguments, "markdown_text"):
        return _markdown(arguments, markdown)
    blocks = objects(arguments, "blocks", "invalid_blocks_format")
    said = text(arguments, "text")[:POSTED_TEXT]
    if not said and not blocks:
        raise ApiError("no_text")
    accepted = accepted_blocks(blocks, standin.files.is_image) if blocks else None
    return {"text": said, "blocks": accepted}


def _markdown(arguments: Payload, markdown: str) -> Payload:
    if arguments.get("text") or arguments.get("blocks"):
        raise ApiError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT:
        raise ApiError("msg_too_long")
    return {"text": markdown, "blocks": [{"type": "markdown", "block_id": "markdown", "text": markdown}]}


def _changes(standin: StandIn, arguments: Payload) -> Payload:
    """Text alone takes the blocks away and marks the message as edited; blocks alone keep the text."""
    if "text" not in arguments and "blocks" not in arguments and "markdown_text" not in arguments:
        raise ApiError("no_text")
    if arguments.get("blocks") in ([], "[]") and text(arguments, "text"):
        return {"text": text(arguments, "text"), "blocks": None}
    changes = _content(standin, arguments)
    if not changes["blocks"]:
        edited = {"user": standin.cast.bot.id, "ts": standin.clock.timestamp()}
        return {**changes, "edited": edited}
    return changes if "text" in arguments else {"blocks": changes["blocks"]}


def _thread(standin: StandIn, place: Conversation, arguments: Payload) -> Payload:
    """Return the thread to reply in: that of a reply when a reply is named, in the place of its parent."""
    thread_ts = text(arguments, "thread_ts")
    if not thread_ts:
        return {}
    parent = standin.messages.find(place.id, thread_ts)
    if parent and parent.visible_to:
        raise ApiError("cannot_reply_to_message")
    return {"thread_ts": parent.thread_ts if parent and parent.thread_ts else thread_ts}


def _own_message(standin: StandIn, place: Conversation, arguments: Payload, refusal: str) -> Message:
    message = named_message(standin, place, arguments)
    if message.body["user"] != standin.cast.bot.id:
        raise ApiError(refusal)
    return message


def _reactions(standin: StandIn, arguments: Payload) -> tuple[Message, str, dict[str, list[str]]]:
    place = joined_conversation(standin, arguments)
    message = named_message(standin, place, arguments, "timestamp")
    reactions = {each["name"]: list(each["users"]) for each in message.body.get("reactions", ())}
    return message, required(arguments, "name").strip(":"), reactions


def _react(standin: StandIn, message: Message, reactions: dict[str, list[str]]) -> Payload:
    shown = [
        {"name": name, "users": users, "count": len(users)} for name, users in reactions.items() if users
    ]
    standin.messages.change(message, {"reactions": shown or None})
    return {}
