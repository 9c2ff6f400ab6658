"""The only caller of Slack: within its limits, with its errors turned into ours."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import httpx
from redis import Redis
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.blocks.elements import Message, View
from bot.budgets import Budgets
from bot.config import BotSettings
from bot.slack_errors import FileGone, Limited, translated
from models.errors import TransientError, VideoError

#: Slack's own file host; the token goes there and to the configured API host, and nowhere else.
_FILE_HOST: Final = "files.slack.com"
_PIECE: Final = 1 << 20

#: Arguments of a Web API call.
Arguments = dict[str, object]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where something is said: a channel, and the thread in it."""

    channel: str
    thread: str | None = None  #: timestamp id of the message that the thread hangs on

    def address(self) -> Arguments:
        return (
            {"channel": self.channel, "thread_ts": self.thread} if self.thread else {"channel": self.channel}
        )


@dataclass(frozen=True)
class SharedFile:
    """A file that Slack hosts."""

    name: str
    mimetype: str
    size: int  #: bytes
    url: str  #: private: only with the token


class Slack:
    """Slack's Web API with the bot's token. It connects when it is used, so it may be made before a fork."""

    def __init__(self, settings: BotSettings, redis: Redis, patience: float) -> None:
        """Take `patience` in seconds: how long a call may be held back by rate limits."""
        self._token = settings.slack_bot_token.get_secret_value()
        self._api_host = urlsplit(settings.slack_api_url).netloc
        self._budgets = Budgets(redis, patience)
        # Slack's client would sleep and retry on its own, unseen by the budgets.
        self.client = WebClient(token=self._token, base_url=settings.slack_api_url, retry_handlers=[])

    def identify(self) -> None:
        """Check that Slack knows the bot.

        Raises:
            ConfigurationError: Slack does not accept the token.
        """
        self._call("auth.test")

    def post(self, place: Place, message: Message) -> str:
        """Say something and return its timestamp id.

        Raises:
            NotInvited: the bot may not speak there.
        """
        body = {**place.address(), **_content(message)}
        return str(self._call("chat.postMessage", scope=place.channel, body=body)["ts"])

    def update(self, place: Place, timestamp: str, message: Message) -> None:
        """Draw a message anew.

        Raises:
            MessageGone: somebody deleted it, or it can no longer be changed.
        """
        self._call("chat.update", body={"channel": place.channel, "ts": timestamp, **_content(message)})

    def whisper(self, place: Place, member: str, text: str) -> None:
        """Say something that only `member` sees."""
        self._call("chat.postEphemeral", body={**place.address(), "user": member, "text": text})

    def answer(self, response_url: str, text: str) -> None:
        """Say something that only the person who clicked or typed sees, even where the bot is no member."""
        with translated():
            WebhookClient(response_url).send(text=text, response_type="ephemeral", replace_original=False)

    def open_modal(self, trigger_id: str, view: View) -> None:
        """Open a dialog.

        Raises:
            ClickedTooLate: the click is more than three seconds ago.
        """
        self._call("views.open", body={"trigger_id": trigger_id, "view": view})

    def update_modal(self, view_id: str, view: View) -> None:
        """Draw an open dialog anew."""
        self._call("views.update", body={"view_id": view_id, "view": view})

    def find_file(self, file_id: str) -> SharedFile:
        """Return what Slack knows of a file.

        Raises:
            VideoError: it was deleted, or the bot may not see it.
        """
        facts = self._call("files.info", form={"file": file_id})["file"]
        return SharedFile(
            name=facts.get("title") or facts.get("name") or "screencast",
            mimetype=facts.get("mimetype") or "",
            size=facts.get("size") or 0,
            url=facts.get("url_private_download") or facts.get("url_private") or "",
        )

    def download(self, file: SharedFile) -> Iterator[bytes]:
        """Yield the content of a file piece by piece.

        Raises:
            VideoError: Slack hands out something else than the file.
        """
        if urlsplit(file.url).netloc not in {_FILE_HOST, self._api_host}:
            raise VideoError("That file is not kept in Slack itself. Share a link to it instead.")
        headers = {"Authorization": f"Bearer {self._token}"}
        with (
            translated(),
            httpx.stream("GET", file.url, headers=headers, follow_redirects=True, timeout=60) as answer,
        ):
            _require_file(answer)
            yield from answer.iter_bytes(_PIECE)

    def upload(self, name: str, content: bytes, description: str) -> str:
        """Keep a picture in Slack, for messages of the bot to show, and return its file id."""
        file_id = self.hand_over(name, content, alt_text=description)
        self._complete({file_id: description}, {})
        return file_id

    def hand_over(self, name: str, content: bytes, alt_text: str | None = None) -> str:
        """Send a file to Slack and return its id. Nobody sees it before it is shared; not empty."""
        form: Arguments = {"filename": name, "length": len(content)}
        if alt_text:
            form["alt_txt"] = alt_text
        slot = self._call("files.getUploadURLExternal", form=form)
        with translated():
            if httpx.post(slot["upload_url"], content=content, timeout=60).is_error:
                raise TransientError("Slack did not take the file.")
        return str(slot["file_id"])

    def share_files(self, place: Place, titles: Mapping[str, str], text: str) -> None:
        """Show files that were handed over (file id -> title) as one message.

        Raises:
            FileGone: Slack does not have one of them, or not any more as one to be shared.
            NotInvited: the bot may not speak there.
        """
        where: Arguments = {"channel_id": place.channel, "initial_comment": text}
        if place.thread:
            where["thread_ts"] = place.thread
        self._complete(titles, where)

    def is_shared(self, file_id: str) -> bool:
        """Whether a file is shown anywhere. Slack may take a moment to say so."""
        try:
            facts = self._call("files.info", form={"file": file_id})["file"]
        except FileGone:
            return False
        return any(facts.get(kind) for kind in ("channels", "groups", "ims"))

    def _complete(self, titles: Mapping[str, str], where: Arguments) -> None:
        files = json.dumps([{"id": file_id, "title": title} for file_id, title in titles.items()])
        self._call("files.completeUploadExternal", form={"files": files, **where})

    def _call(
        self, method: str, *, scope: str = "", body: Arguments | None = None, form: Arguments | None = None
    ) -> SlackResponse:
        """Call a method, waiting as long as its budget and Slack's Retry-After say."""
        while True:
            self._budgets.take(method, scope)
            try:
                with translated():
                    return self.client.api_call(method, json=body, params=form)
            except Limited as limited:
                _log.warning("Slack asks for %s seconds without %s", limited.seconds, method)
                self._budgets.pause(method, limited.seconds, scope)


def _content(message: Message) -> Arguments:
    return {
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _require_file(answer: httpx.Response) -> None:
    if answer.is_server_error:
        raise TransientError("Slack does not answer.")
    if answer.is_error or answer.headers.get("content-type", "").startswith("text/html"):
        raise VideoError("Slack did not hand out that file. Upload it again, or share a link to it.")
