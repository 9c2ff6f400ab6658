"""`response_url`: for half an hour after a person did something, the app may answer there, five times."""

import secrets
import time
from dataclasses import dataclass
from typing import Final

from playground.slack.blocks.check import accepted_blocks
from playground.slack.cast import Conversation
from playground.slack.messages import Message
from playground.slack.speaking import Speaking
from playground.slack.wire import ApiError, Payload

LIFETIME: Final = 30 * 60
USES: Final = 5


@dataclass
class Occasion:
    """What a `response_url` was handed out for."""

    user: str
    place: Conversation
    original: tuple[str, str] | None  #: channel and timestamp of the message that was used
    deadline: float
    uses: int = USES


class ResponseUrls:
    """Hands them out and answers what is posted to them."""

    def __init__(self, base_url: str, speaking: Speaking) -> None:
        self._base_url = base_url
        self._speaking = speaking
        self._occasions: dict[str, Occasion] = {}

    def issue(self, user: str, place: Conversation, message: Message | None = None) -> str:
        secret = secrets.token_urlsafe(24)
        original = (message.conversation.id, message.ts) if message else None
        self._occasions[secret] = Occasion(user, place, original, time.monotonic() + LIFETIME)
        return f"{self._base_url}/response/{secret}"

    def answer(self, secret: str, response: Payload) -> None:
        """Do what the app posted.

        Raises:
            ApiError: `expired_url`, `used_url`, `no_text` or what is wrong with the blocks.
        """
        occasion = self._occasions.get(secret)
        if occasion is None or time.monotonic() > occasion.deadline:
            raise ApiError("expired_url")
        if occasion.uses < 1:
            raise ApiError("used_url")
        occasion.uses -= 1
        self.respond(occasion.user, occasion.place, response, self._original(occasion))

    def respond(
        self, user: str, place: Conversation, response: Payload, original: Message | None = None
    ) -> None:
        """Post, replace or delete a message, as a response says.

        Raises:
            ApiError: `no_text`, or what is wrong with the blocks.
        """
        content = self._content(response)
        if original and response.get("delete_original"):
            self._speaking.remove(original)
        elif not content["text"] and not content["blocks"]:
            raise ApiError("no_text")
        elif original and response.get("replace_original"):
            self._speaking.change(original, {**content, "blocks": content["blocks"] or None})
        else:
            in_channel = response.get("response_type") == "in_channel"
            self._speaking.as_bot(
                place, {**content, "thread_ts": response.get("thread_ts")}, None if in_channel else user
            )

    def _content(self, response: Payload) -> Payload:
        blocks = accepted_blocks(response.get("blocks") or [], self._speaking.files.is_image)
        return {"text": response.get("text") or "", "blocks": blocks}

    def _original(self, occasion: Occasion) -> Message | None:
        return self._speaking.messages.find(*occasion.original) if occasion.original else None
