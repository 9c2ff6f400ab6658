"""Acting as a person in the stand-in: what the story tests and the demo are written with.

    ana = SlackPerson("http://127.0.0.1:4100", "U0ANA")
    ana.wait_for_app()
    shared = ana.say("Could you do this one? https://example.com/clip.mp4")
    card = ana.wait_for(lambda: ana.replies_with_button(shared, "implement"))[-1]
    ana.click(card, "implement")
    modal = ana.wait_for(ana.open_modal)
    errors = ana.submit(modal, {"credential:ORCHARD_PASSWORD": "apple"})

Messages, files and modals are the JSON objects that Slack itself shows, as plain dictionaries; a message
also has "channel" and "is_ephemeral". Every method speaks to one server and needs no token.
"""

import contextlib
import mimetypes
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import httpx
from websockets.sync.client import connect

from playground.slack.blocks.elements import Picked, elements_of
from playground.slack.wire import Payload

CHANNEL: Final = "C0CHORES"

#: Longer than the app has to acknowledge, so that the stand-in's own verdict arrives first.
PATIENCE: Final = 10.0

#: Both sides would let go of a silent connection after five seconds, and whoever asks just then is cut off.
_LIMITS: Final = httpx.Limits(keepalive_expiry=1)

Found = TypeVar("Found")


class RefusedError(Exception):
    """The stand-in did not do what was asked; `code` says why, such as "operation_timeout"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class SlackPerson:
    """One person at their screen. Not safe for threads: give each thread its own."""

    def __init__(self, base_url: str, user: str, channel: str = CHANNEL) -> None:
        self.user = user
        self.channel = channel  #: where they write unless told otherwise
        self._changes = f"{base_url.replace('http', 'ws', 1)}/control/changes?user={user}"
        self._http = httpx.Client(
            base_url=f"{base_url}/control", timeout=PATIENCE, limits=_LIMITS, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    # What they do

    def say(self, text: str, *, channel: str | None = None, thread: Payload | None = None) -> Payload:
        """Post a message, or a reply in the thread of `thread`, and return it.

        Links and @handles are turned into what Slack's client makes of them.
        """
        return self._post_message({"text": text, "channel": channel or self.channel, **_in_thread(thread)})

    def upload(
        self, path: Path, text: str = "", *, channel: str | None = None, thread: Payload | None = None
    ) -> Payload:
        """Post a file with an optional text, and return the message; its file is `message["files"][0]`."""
        fields = {"user": self.user, "text": text, "channel": channel or self.channel, **_in_thread(thread)}
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        with path.open("rb") as content:
            answer = self._http.post("/messages", data=fields, files={"file": (path.name, content, kind)})
        message: Payload = _checked(answer)["message"]
        return message

    def automate(self, text: str, *, channel: str | None = None) -> None:
        """Run `/automate` with a text.

        Raises:
            RefusedError: "operation_timeout" when the app did not acknowledge in time.
        """
        self.command("/automate", text, channel=channel)

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> None:
        """Run a slash command."""
        self._post("/commands", {"command": command, "text": text, "channel": channel or self.channel})

    def shortcut(self, message: Payload, callback_id: str) -> None:
        """Run a message shortcut on a message."""
        self._post("/shortcuts", {**_named(message), "callback_id": callback_id})

    def click(
        self, message: Payload, action_id: str, value: Picked = None, *, block_id: str | None = None
    ) -> None:
        """Click a button, or pick the option(s) with `value` in a menu, of a message.

        Where several elements share an action id, `value` and `block_id` tell them apart. A confirmation
        dialog is taken as confirmed.

        Raises:
            RefusedError: "element_not_found", or "operation_timeout" when the app did not acknowledge.
        """
        self._post("/actions", {**_named(message), **_element(action_id, value, block_id)})

    def click_in(self, modal: Payload, action_id: str) -> None:
        """Click a button of an open modal; a confirmation dialog is taken as confirmed."""
        self._post("/actions", {"view_id": modal["id"], **_element(action_id, None, None)})

    def submit(self, modal: Payload, values: Mapping[str, Picked] | None = None) -> dict[str, str]:
        """Fill in a modal and submit it; return the errors by block id, none when it was accepted.

        `values` are by block id: text for text inputs, an option's value for menus, a list of values where
        several may be picked. Blocks left out keep what they hold.
        """
        body = {"user": self.user, "values": dict(values or {})}
        answer = self._http.post(f"/modals/{modal['id']}/submit", json=body)
        errors: dict[str, str] = answer.json().get("errors") or {}
        if not errors:
            _checked(answer)
        return errors

    def close_modal(self, modal: Payload, *, everything: bool = False) -> None:
        """Close a modal, or with `everything` all that are open."""
        self._post(f"/modals/{modal['id']}/close", {"everything": everything})

    def open_app(self, tab: str = "home") -> None:
        """Look at the app's "home" tab, or at its "messages"."""
        self._post("/app", {"tab": tab})

    # What they see

    def workspace(self) -> Payload:
        """Return the team, the people, this person's conversations and what the app offers."""
        return self._get("/workspace")

    def messages(self, channel: str | None = None) -> list[Payload]:
        """Return a conversation's messages outside threads, oldest first."""
        return self._messages("/messages", {"channel": channel or self.channel})

    def thread(self, message: Payload) -> list[Payload]:
        """Return the message that began a thread and all replies, oldest first, ephemeral ones included."""
        where = {"channel": message["channel"], "thread_ts": message.get("thread_ts") or message["ts"]}
        return self._messages("/messages", where)

    def replies(self, message: Payload) -> list[Payload]:
        """Return the replies alone, oldest first."""
        return self.thread(message)[1:]

    def replies_with_button(self, message: Payload, action_id: str) -> list[Payload]:
        """Return the replies in a thread that have an element with this action id."""
        return [each for each in self.replies(message) if action_id in action_ids(each)]

    def ephemeral(self) -> list[Payload]:
        """Return the messages that only this person sees."""
        return self._messages("/ephemeral", {})

    def files(self) -> list[Payload]:
        """Return the files this person uploaded or can see."""
        files: list[Payload] = self._get("/files")["files"]
        return files

    def open_modal(self) -> Payload | None:
        """Return the topmost open modal, if any."""
        modals: list[Payload] = self._get("/views")["modals"]
        return modals[-1] if modals else None

    def home(self) -> Payload | None:
        """Return the home tab the app published for this person, if any."""
        home: Payload | None = self._get("/views")["home"]
        return home

    # Waiting

    def wait_for(self, condition: Callable[[], Found | None], seconds: float = 30.0) -> Found:
        """Return what `condition` returns once that is true; it is tried again at every change they see.

        Raises:
            TimeoutError: when it never was within `seconds`.
        """
        deadline = time.monotonic() + seconds
        with connect(self._changes, proxy=None) as changes, contextlib.suppress(TimeoutError):
            while True:
                changes.recv(max(0, deadline - time.monotonic()))
                if found := condition():
                    return found
        message = f"nothing came of it within {seconds:.0f} s"
        raise TimeoutError(message)

    def wait_for_app(self, seconds: float = 30.0) -> None:
        """Wait until the app has connected over Socket Mode; in HTTP mode there is nothing to wait for.

        Raises:
            TimeoutError: when it has not within `seconds`.
        """
        self.wait_for(lambda: self.workspace()["app"]["connected"], seconds)

    def _messages(self, path: str, where: Mapping[str, str]) -> list[Payload]:
        messages: list[Payload] = self._get(path, where)["messages"]
        return messages

    def _get(self, path: str, where: Mapping[str, str] | None = None) -> Payload:
        return _checked(self._http.get(path, params={"user": self.user, **(where or {})}))

    def _post(self, path: str, body: Payload) -> Payload:
        return _checked(self._http.post(path, json={"user": self.user, **body}))

    def _post_message(self, body: Payload) -> Payload:
        message: Payload = self._post("/messages", body)["message"]
        return message


def action_ids(message: Payload) -> Sequence[str]:
    """Return the action ids of all elements a person can use in a message or a modal."""
    return [each.action_id for each in elements_of(message.get("blocks", []))]


def plain_text(message: Payload) -> str:
    """Return everything a message or a modal says, for looking for words in it."""
    return "\n".join(_texts({"text": message.get("text", ""), "blocks": message.get("blocks", [])}))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    return own + [text for each in value.values() for text in _texts(each)]


def _named(message: Payload) -> Payload:
    return {"channel": message["channel"], "message_ts": message["ts"]}


def _element(action_id: str, value: Picked, block_id: str | None) -> Payload:
    return {"action_id": action_id, "value": value, "block_id": block_id}


def _in_thread(message: Payload | None) -> dict[str, str]:
    return {"thread_ts": str(message.get("thread_ts") or message["ts"])} if message else {}


def _checked(answer: httpx.Response) -> Payload:
    body: Payload = answer.json()
    if not answer.is_success or body.get("ok") is False:
        raise RefusedError(body.get("error", "failed"), body.get("message", ""))
    return body
