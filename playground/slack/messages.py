"""What was said: every message of every conversation, and the ephemeral ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.slack.cast import Cast, Conversation
from playground.slack.feed import Feed
from playground.slack.journal import Journal
from playground.slack.wire import Payload


@dataclass
class Message:
    """A message; `body` is what Slack's API shows of it."""

    conversation: Conversation
    body: Payload
    visible_to: str | None = None  #: the one person who sees an ephemeral message

    @property
    def ts(self) -> str:
        return str(self.body["ts"])

    @property
    def thread_ts(self) -> str | None:
        return self.body.get("thread_ts")

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


class Messages:
    """Keeps messages in a journal; ephemeral ones only in memory, for Slack forgets them as well."""

    def __init__(self, journal: Journal, cast: Cast, feed: Feed) -> None:
        self._journal = journal
        self._cast = cast
        self._feed = feed
        self._messages: dict[tuple[str, str], Message] = {}
        self._replay()

    def add(self, message: Message) -> None:
        self._messages[message.conversation.id, message.ts] = message
        self._keep(message)
        self._announce(message)

    def change(self, message: Message, changes: Payload) -> None:
        """Update a message's body; a key whose value is None is dropped."""
        message.body = {key: value for key, value in {**message.body, **changes}.items() if value is not None}
        self._keep(message)
        self._announce(message)

    def remove(self, message: Message) -> None:
        del self._messages[message.conversation.id, message.ts]
        if message.visible_to is None:
            self._journal.append({"gone": message.ts, "channel": message.conversation.id})
        removal = {"type": "removed", "channel": message.conversation.id, "ts": message.ts}
        self._feed.publish(removal, self._audience(message))
        self._announce_parent(message)

    def find(self, channel: str, ts: str) -> Message | None:
        return self._messages.get((channel, ts))

    def history(self, channel: str, user: str) -> list[Message]:
        """Return the messages outside threads that `user` may see, oldest first."""
        return [each for each in self._visible(channel, user) if not each.is_reply]

    def thread(self, channel: str, ts: str, user: str) -> list[Message]:
        """Return a message and its replies that `user` may see, oldest first."""
        return [each for each in self._visible(channel, user) if ts in (each.ts, each.thread_ts)]

    def ephemeral(self, user: str) -> list[Message]:
        return [each for each in self._messages.values() if each.visible_to == user]

    def shown(self, message: Message) -> Payload:
        """Return a message's body with what its thread adds to it."""
        ts, channel = message.ts, message.conversation.id
        if message.is_reply:
            parent = self.find(channel, message.thread_ts or "")
            return {**message.body, **({"parent_user_id": parent.body["user"]} if parent else {})}
        replies = [
            each
            for each in self._of(channel)
            if each.is_reply and each.thread_ts == ts and not each.visible_to
        ]
        if not replies:
            return dict(message.body)
        people = list(dict.fromkeys(str(each.body["user"]) for each in replies))
        thread = {"thread_ts": ts, "reply_count": len(replies), "reply_users": people}
        return {**message.body, **thread, "reply_users_count": len(people), "latest_reply": replies[-1].ts}

    def _of(self, channel: str) -> Iterator[Message]:
        return (each for each in self._messages.values() if each.conversation.id == channel)

    def _visible(self, channel: str, user: str) -> list[Message]:
        return [each for each in self._of(channel) if each.visible_to in (None, user)]

    def _audience(self, message: Message) -> frozenset[str]:
        return frozenset({message.visible_to}) if message.visible_to else message.conversation.members

    def _announce(self, message: Message) -> None:
        body = {**self.shown(message), **({"is_ephemeral": True} if message.visible_to else {})}
        change = {"type": "message", "channel": message.conversation.id, "message": body}
        self._feed.publish(change, self._audience(message))
        self._announce_parent(message)

    def _announce_parent(self, message: Message) -> None:
        parent = (
            self.find(message.conversation.id, message.thread_ts)
            if message.is_reply and message.thread_ts
            else None
        )
        if parent and not message.visible_to:
            self._announce(parent)

    def _keep(self, message: Message) -> None:
        if message.visible_to is None:
            self._journal.append({"channel": message.conversation.id, "message": message.body})

    def _replay(self) -> None:
        for entry in self._journal.entries():
            conversation = self._cast.conversations.get(entry["channel"])
            if "gone" in entry:
                self._messages.pop((entry["channel"], entry["gone"]), None)
            elif conversation:
                message = Message(conversation, entry["message"])
                self._messages[conversation.id, message.ts] = message
        self._journal.rewrite(
            {"channel": m.conversation.id, "message": m.body} for m in self._messages.values()
        )
