"""The Web API's answers, its error codes and its limits, through Slack's own client."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.slack.manifest import PRACTICE_MANIFEST
from playground.slack.settings import Rate
from tests.pictures import PIXEL
from tests.playground.slack.conftest import Stage
from tests.playground.slack.factories import button, modal, plain, section


def error_of(call: Callable[..., Any], *args: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(*args, **arguments)
    return str(caught.value.response["error"])


def test_a_call_without_the_right_token_is_refused(stage: Stage) -> None:
    base_url = f"{stage.settings.base_url}/api/"
    assert error_of(WebClient("xoxb-wrong", base_url=base_url).auth_test) == "invalid_auth"
    assert error_of(WebClient(base_url=base_url).auth_test) == "not_authed"
    app_token = WebClient(stage.settings.app_token, base_url=base_url)
    assert error_of(app_token.chat_postMessage, channel="C0CHORES", text="x") == "not_allowed_token_type"


def test_a_method_that_does_not_exist_is_named(stage: Stage) -> None:
    assert error_of(stage.bot.api_call, "chat.shout") == "unknown_method"


def test_an_empty_json_body_is_a_call_without_arguments(stage: Stage) -> None:
    headers = {"Authorization": f"Bearer {stage.settings.bot_token}", "Content-Type": "application/json"}
    assert httpx.post(f"{stage.settings.base_url}/api/auth.test", headers=headers).json()["ok"]


def test_a_call_the_manifest_asks_no_scope_for_is_refused(start: Callable[..., Stage]) -> None:
    manifest = PRACTICE_MANIFEST.__class__(**{**vars(PRACTICE_MANIFEST), "scopes": frozenset({"commands"})})
    stage = start(manifest=manifest)
    assert error_of(stage.bot.chat_postMessage, channel="C0CHORES", text="x") == "missing_scope"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0RANDOM", "text": "x"}, "not_in_channel"),
        ({"channel": "C0CHORES"}, "no_text"),
        ({"channel": "C0CHORES", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "C0CHORES", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"channel": "C0CHORES", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": "C0CHORES", "blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"channel": "C0CHORES", "blocks": [section(str(n)) for n in range(51)]}, "invalid_blocks"),
        ({"channel": "C0CHORES", "blocks": [section("x" * 2900)] * 5}, "msg_blocks_too_long"),
        ({"channel": "C0CHORES", "blocks": [{**section(), "block_id": "same"}] * 2}, "invalid_blocks"),
        ({"channel": "C0CHORES", "blocks": [button(text="x" * 76)]}, "invalid_blocks"),
        (
            {
                "channel": "C0CHORES",
                "blocks": [{"type": "image", "alt_text": "x", "slack_file": {"id": "F0"}}],
            },
            "invalid_blocks",
        ),
    ],
)
def test_a_message_slack_would_not_take_is_refused(
    stage: Stage, arguments: dict[str, Any], error: str
) -> None:
    assert error_of(stage.bot.api_call, "chat.postMessage", json=arguments) == error


def test_the_place_of_a_mistake_in_blocks_is_named(stage: Stage) -> None:
    with pytest.raises(SlackApiError) as caught:
        stage.bot.chat_postMessage(channel="C0CHORES", text="x", blocks=[button(text="x" * 76)])
    (message,) = caught.value.response["response_metadata"]["messages"]
    assert message == "[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text]"


def test_only_ones_own_message_can_be_changed(stage: Stage) -> None:
    theirs = stage.ana.say("mine")["ts"]
    assert error_of(stage.bot.chat_update, channel="C0CHORES", ts=theirs, text="x") == "cant_update_message"
    assert error_of(stage.bot.chat_update, channel="C0CHORES", ts="1.0", text="x") == "message_not_found"
    own = stage.bot.chat_postMessage(channel="C0CHORES", text="x")["ts"]
    long = "x" * 4001
    assert error_of(stage.bot.chat_update, channel="C0CHORES", ts=own, text=long) == "msg_too_long"


def test_changing_the_text_alone_takes_the_blocks_away(stage: Stage) -> None:
    ts = stage.bot.chat_postMessage(channel="C0CHORES", text="x", blocks=[section()])["ts"]
    stage.bot.api_call("chat.update", json={"channel": "C0CHORES", "ts": ts, "blocks": [section("new")]})
    (message,) = stage.ana.messages()
    assert message["text"] == "x"
    assert message["blocks"][0]["text"]["text"] == "new"
    stage.bot.chat_update(channel="C0CHORES", ts=ts, text="y")
    (message,) = stage.ana.messages()
    assert "blocks" not in message


def test_a_thread_is_counted_on_its_first_message(stage: Stage) -> None:
    parent = stage.ana.say("a thread")
    stage.bot.chat_postMessage(channel="C0CHORES", thread_ts=parent["ts"], text="one")
    stage.ben.say("two", thread=parent)
    (shown,) = stage.bot.conversations_history(channel="C0CHORES")["messages"]
    assert (shown["reply_count"], shown["reply_users"]) == (2, ["U0BOT", "U0BEN"])
    replies = stage.bot.conversations_replies(channel="C0CHORES", ts=parent["ts"])["messages"]
    assert [each["text"] for each in replies] == ["a thread", "one", "two"]


def test_history_comes_newest_first_and_in_pages(stage: Stage) -> None:
    for word in ("one", "two", "three"):
        stage.ana.say(word)
    first = stage.bot.conversations_history(channel="C0CHORES", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = stage.bot.conversations_history(channel="C0CHORES", limit=2, cursor=cursor)
    assert [[each["text"] for each in page["messages"]] for page in (first, second)] == [
        ["three", "two"],
        ["one"],
    ]


def test_one_call_too_many_is_told_when_to_come_back(start: Callable[..., Stage]) -> None:
    stage = start(rates={"chat.postMessage": Rate(per_minute=60, burst=1)})
    stage.bot.chat_postMessage(channel="C0CHORES", text="x")
    stage.bot.chat_postMessage(channel="D0ANA", text="another conversation has its own limit")
    with pytest.raises(SlackApiError) as caught:
        stage.bot.chat_postMessage(channel="C0CHORES", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"


def test_a_trigger_opens_one_modal_and_only_for_a_while(start: Callable[..., Stage]) -> None:
    stage = start(trigger_seconds=0.2)
    triggers: list[str] = []

    def prepare(app: App) -> None:
        @app.command("/automate")
        def automate(ack: Ack, body: dict[str, Any]) -> None:
            triggers.append(body["trigger_id"])
            ack()

    stage.connect(prepare)
    stage.ana.automate("x")
    stage.bot.views_open(trigger_id=triggers[0], view=modal())
    assert error_of(stage.bot.views_open, trigger_id=triggers[0], view=modal()) == "exchanged_trigger_id"
    assert error_of(stage.bot.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"
    stage.ana.automate("x")
    with pytest.raises(TimeoutError):
        stage.ana.wait_for(lambda: None, seconds=0.3)
    assert error_of(stage.bot.views_open, trigger_id=triggers[1], view=modal()) == "expired_trigger_id"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": plain("x" * 25)}, "invalid_arguments"),
        ({"private_metadata": "x" * 3001}, "invalid_arguments"),
        ({"submit": None}, "invalid_arguments"),
        ({"blocks": [section("x" * 2900) for _ in range(100)]}, "view_too_large"),
        ({"blocks": [section() for _ in range(101)]}, "invalid_arguments"),
    ],
)
def test_a_home_tab_or_modal_slack_would_not_take_is_refused(
    stage: Stage, changes: dict[str, Any], error: str
) -> None:
    view = {key: value for key, value in modal(**changes).items() if value is not None}
    with pytest.raises(SlackApiError) as caught:
        stage.bot.views_update(view_id=_an_open_modal(stage), view=view)
    assert caught.value.response["error"] == error


def test_a_changed_modal_is_not_overwritten_with_an_old_hash(stage: Stage) -> None:
    view_id = _an_open_modal(stage)
    first = stage.ana.open_modal()
    assert first
    stage.bot.views_update(view_id=view_id, view=modal(), hash=first["hash"])
    arguments = {"view_id": view_id, "view": modal(), "hash": first["hash"]}
    assert error_of(stage.bot.views_update, **arguments) == "hash_conflict"


def test_a_file_of_the_bot_comes_back_as_it_went(stage: Stage, tmp_path: Path) -> None:
    picture = tmp_path / "step.png"
    picture.write_bytes(PIXEL)
    file = stage.bot.files_upload_v2(file=str(picture), title="Step 1", channel="C0CHORES")["file"]
    info = stage.bot.files_info(file=file["id"])["file"]
    address = info["url_private_download"]
    bearer = {"Authorization": f"Bearer {stage.settings.bot_token}"}
    assert httpx.get(address, headers=bearer).content == PIXEL
    assert "Sign in" in httpx.get(address).text
    block = {"type": "image", "alt_text": "Step 1", "slack_file": {"id": file["id"]}}
    assert stage.bot.chat_postMessage(channel="C0CHORES", text="x", blocks=[block])["ok"]
    assert [each["title"] for each in stage.ana.files()] == ["Step 1"]


def test_a_file_in_somebody_elses_conversation_is_not_found(stage: Stage, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"video")
    secret = stage.ana.upload(clip, channel="C0RANDOM")["files"][0]["id"]
    assert error_of(stage.bot.files_info, file=secret) == "file_not_found"
    direct = stage.ana.upload(clip, channel="D0ANA")["files"][0]["id"]
    assert stage.bot.files_info(file=direct)["file"]["mimetype"] == "video/mp4"
    assert direct not in [each["id"] for each in stage.ben.files()]


def test_a_call_is_recorded_without_its_token(start: Callable[..., Stage], tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    stage = start(record=record)
    stage.bot.api_call("auth.test", params={"token": stage.settings.bot_token})
    stage.bot.chat_postMessage(channel="C0CHORES", text="hello")
    stage.ana.say("hello")
    entries = [json.loads(line) for line in record.read_text().splitlines()]
    assert ("chat.postMessage", "hello") in [
        (each.get("method"), each.get("arguments", {}).get("text")) for each in entries
    ]
    assert "event_callback" in [each["payload"]["type"] for each in entries if each["kind"] == "delivery"]
    assert stage.settings.bot_token not in record.read_text()


def _an_open_modal(stage: Stage) -> str:
    def prepare(app: App) -> None:
        @app.command("/automate")
        def automate(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=modal())

    stage.connect(prepare)
    stage.ana.automate("x")
    return str(stage.ana.wait_for(stage.ana.open_modal)["id"])
