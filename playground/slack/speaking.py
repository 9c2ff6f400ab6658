"""Saying things: one way for the bot and one for people, each telling everybody who should know."""

import uuid
from dataclasses import dataclass

from playground.slack.cast import APP_ID, BOT_ID, TEAM_ID, Cast, Conversation
from playground.slack.delivery.events import Events
from playground.slack.delivery.payloads import bot_profile
from playground.slack.files import File, Files
from playground.slack.messages import Message, Messages
from playground.slack.wire import Clock, Payload, new_id
from playground.slack.writing import composed, rich_text


@dataclass(frozen=True)
class Speaking:
    """Puts messages into conversations and tells the app of them."""

    clock: Clock
    cast: Cast
    messages: Messages
    files: Files
    events: Events

    def as_bot(self, place: Conversation, content: Payload, visible_to: str | None = None) -> Message:
        """Post `content` (text, blocks, thread_ts) as the bot; only `visible_to` one person, if given."""
        body = {
            "user": self.cast.bot.id,
            "type": "message",
            "ts": self.clock.timestamp(),
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "text": "",
            "team": TEAM_ID,
            "bot_profile": bot_profile(self.cast.bot),
            **{key: value for key, value in content.items() if value},
        }
        return self._add(Message(place, body, visible_to))

    def as_person(
        self, user: str, place: Conversation, text: str, thread_ts: str | None, files: list[File]
    ) -> Message:
        """Post what a person typed and uploaded."""
        written = composed(text, self.cast)
        body: Payload = {
            "user": user,
            "type": "message",
            "ts": self.clock.timestamp(),
            "client_msg_id": str(uuid.uuid4()),
            "text": written,
            "team": TEAM_ID,
        }
        if written:
            body["blocks"] = [{**rich_text(written), "block_id": new_id("b")}]
        if files:
            body |= {"subtype": "file_share", "upload": False, "display_as_bot": False}
        if thread_ts:
            body["thread_ts"] = thread_ts
        return self._add(self._with_files(Message(place, body), files))

    def share_as_bot(self, place: Conversation, files: list[File], content: Payload) -> Message:
        """Post files the bot uploaded."""
        ts = self.clock.timestamp()
        about = {"subtype": "file_share", "upload": True, "ts": ts}
        body = {"user": self.cast.bot.id, "type": "message", "bot_id": BOT_ID, "text": "", "team": TEAM_ID}
        message = Message(place, {**body, **about, **{key: value for key, value in content.items() if value}})
        return self._add(self._with_files(message, files))

    def change(self, message: Message, changes: Payload) -> None:
        before = message.body
        self.messages.change(message, changes)
        if message.visible_to is None:
            self.events.changed(message, before, self.clock.timestamp())

    def remove(self, message: Message) -> None:
        self.messages.remove(message)
        if message.visible_to is None:
            self.events.removed(message, self.clock.timestamp())

    def _with_files(self, message: Message, files: list[File]) -> Message:
        for file in files:
            self.files.share(file, message.conversation, message.ts)
        if files:
            message.body["files"] = [self.files.shown(file) for file in files]
        return message

    def _add(self, message: Message) -> Message:
        self.messages.add(message)
        if message.visible_to is None:
            self.events.said(message, self.messages.shown(message))
            for file in message.body.get("files", ()):
                shared = self.files.find(file["id"])
                if shared:
                    self.events.file_shared(shared, message.conversation, self.clock.timestamp())
        return message
