"""The payloads of what people do, in the shapes Slack documents."""

from playground.slack.cast import APP_ID, BOT_ID, TEAM_DOMAIN, TEAM_ID, Conversation, Person
from playground.slack.messages import Message
from playground.slack.views import View
from playground.slack.wire import Payload


def slash_command(person: Person, place: Conversation, command: str, text: str) -> Payload:
    return {
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": place.id,
        "channel_name": place.reference()["name"],
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "is_enterprise_install": "false",
    }


def message_shortcut(person: Person, message: Message, shown: Payload, callback_id: str, now: str) -> Payload:
    return {
        "type": "message_action",
        "action_ts": now,
        **_who(person),
        "channel": message.conversation.reference(),
        "callback_id": callback_id,
        "message_ts": message.ts,
        "message": {"type": "message", **shown},
    }


def message_actions(person: Person, message: Message, action: Payload, state: Payload) -> Payload:
    """Return the payload of a click in a message; an ephemeral one is not repeated in it."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.conversation.id,
        "is_ephemeral": message.visible_to is not None,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        **_who(person),
        "container": container,
        "channel": message.conversation.reference(),
        "state": {"values": state},
        "actions": [action],
    }
    return payload if message.visible_to else {**payload, "message": message.body}


def view_actions(person: Person, view: View, action: Payload) -> Payload:
    return {
        "type": "block_actions",
        **_who(person),
        "container": {"type": "view", "view_id": view.id},
        "view": view.shown(),
        "actions": [action],
    }


def view_submission(person: Person, view: View) -> Payload:
    return {"type": "view_submission", **_who(person), "view": view.shown(), "response_urls": []}


def view_closed(person: Person, view: View, *, is_cleared: bool) -> Payload:
    return {"type": "view_closed", **_who(person), "view": view.shown(), "is_cleared": is_cleared}


def bot_profile(bot: Person) -> Payload:
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": bot.id,
        "name": bot.name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": TEAM_ID,
    }


def _who(person: Person) -> Payload:
    return {
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": person.reference(),
    }
