"""The events of what is said, in the shapes Slack documents."""

from playground.slack.cast import Conversation, Person
from playground.slack.delivery.dispatch import Dispatch
from playground.slack.files import File
from playground.slack.messages import Message
from playground.slack.views import View
from playground.slack.wire import Payload


class Events:
    """Tells the app what happened where it is a member."""

    def __init__(self, dispatch: Dispatch, bot: Person) -> None:
        self._dispatch = dispatch
        self._bot = bot

    def said(self, message: Message, shown: Payload) -> None:
        """Tell of a new message, and of the mention in it."""
        if self._hears(message.conversation):
            self._message(message.conversation, {**shown, "event_ts": message.ts})
            if f"<@{self._bot.id}>" in shown["text"] and not message.conversation.is_direct:
                self._dispatch.publish(_mention(message, shown), "app_mention")

    def changed(self, message: Message, before: Payload, now: str) -> None:
        if self._hears(message.conversation):
            change = {"subtype": "message_changed", "message": message.body, "previous_message": before}
            self._message(message.conversation, {**change, "hidden": True, "ts": now, "event_ts": now})

    def removed(self, message: Message, now: str) -> None:
        if self._hears(message.conversation):
            change = {
                "subtype": "message_deleted",
                "previous_message": message.body,
                "deleted_ts": message.ts,
            }
            self._message(message.conversation, {**change, "hidden": True, "ts": now, "event_ts": now})

    def file_shared(self, file: File, place: Conversation, now: str) -> None:
        if self._hears(place):
            event = {"type": "file_shared", "file_id": file.id, "user_id": file.user, "file": {"id": file.id}}
            self._dispatch.publish({**event, "channel_id": place.id, "event_ts": now}, "file_shared")

    def home_opened(self, place: Conversation, tab: str, home: View | None, now: str) -> None:
        """Tell that a person looks at the app: its "home" tab or its "messages"."""
        event: Payload = {
            "type": "app_home_opened",
            "user": place.person,
            "channel": place.id,
            "tab": tab,
            "event_ts": now,
        }
        if home:
            event["view"] = home.shown()
        self._dispatch.publish(event, "app_home_opened")

    def _hears(self, place: Conversation) -> bool:
        return self._bot.id in place.members

    def _message(self, place: Conversation, event: Payload) -> None:
        where = {"channel": place.id, "channel_type": place.kind}
        self._dispatch.publish(
            {"type": "message", **event, **where}, "message.im" if place.is_direct else "message.channels"
        )


def _mention(message: Message, shown: Payload) -> Payload:
    kept = ("user", "ts", "client_msg_id", "text", "team", "thread_ts", "parent_user_id", "blocks", "files")
    event = {key: shown[key] for key in kept if key in shown}
    return {"type": "app_mention", **event, "channel": message.conversation.id, "event_ts": message.ts}
