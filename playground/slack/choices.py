"""What people have selected in messages and not sent as a click of its own."""

from playground.slack.blocks.state import initial_state
from playground.slack.messages import Message
from playground.slack.wire import Payload


class Choices:
    """The `state.values` of each message, for each person."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], Payload] = {}

    def of(self, user: str, message: Message) -> Payload:
        """Return the state to be read and noted in; blocks that are gone by now are left out of it."""
        key = (user, message.conversation.id, message.ts)
        made = self._made.get(key, {})
        fresh = initial_state(message.body.get("blocks", []))
        self._made[key] = {block: made.get(block, values) for block, values in fresh.items()}
        return self._made[key]
