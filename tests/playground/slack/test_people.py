"""What people do and see through the control interface, and who is kept out of it."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from playground.loopback import serving
from playground.slack.client import RefusedError, SlackPerson
from playground.slack.server import create_slack
from playground.slack.settings import SlackSettings
from tests.playground.slack.conftest import Stage, port_of
from tests.playground.slack.factories import modal, plain


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "practice.example"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_web_site_can_neither_act_nor_read(stage: Stage, headers: dict[str, str]) -> None:
    client = stage.control()
    words = {"user": "U0ANA", "channel": "C0CHORES", "text": "not Ana"}
    assert client.post("/messages", json=words, headers=headers).status_code == 403
    assert client.get("/messages", params=words, headers=headers).status_code == 403
    assert not stage.ana.messages()


def test_what_was_said_and_uploaded_survives_a_restart(settings: SlackSettings, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"video")
    with ExitStack() as first:
        first.enter_context(serving(create_slack(settings), port_of(settings)))
        ana = first.enter_context(SlackPerson(settings.base_url, "U0ANA"))
        bot = WebClient(settings.bot_token, base_url=f"{settings.base_url}/api/")
        message = ana.upload(clip, "look")
        ts = bot.chat_postMessage(channel="C0CHORES", thread_ts=message["ts"], text="wait")["ts"]
        bot.chat_update(channel="C0CHORES", ts=ts, text="done")
    with ExitStack() as second:
        second.enter_context(serving(create_slack(settings), port_of(settings)))
        ana = second.enter_context(SlackPerson(settings.base_url, "U0ANA"))
        assert [each["text"] for each in ana.thread(message)] == ["look", "done"]
        content = httpx.get(f"{settings.base_url}/control/files/{message['files'][0]['id']}")
        assert content.content == b"video"


def test_a_journal_line_that_a_crash_cut_short_is_left_out(settings: SlackSettings) -> None:
    line = json.dumps(
        {"channel": "C0CHORES", "message": {"ts": "1.000001", "user": "U0ANA", "text": "whole"}}
    )
    settings.folder.mkdir()
    (settings.folder / "messages.jsonl").write_text(f"{line}\n{line[:40]}", encoding="utf-8")
    with serving(create_slack(settings), port_of(settings)), SlackPerson(settings.base_url, "U0ANA") as ana:
        assert [each["text"] for each in ana.messages()] == ["whole"]


def test_a_mention_is_told_as_a_mention_and_as_a_message(stage: Stage) -> None:
    told: list[tuple[str, str]] = []

    def prepare(app: App) -> None:
        @app.event("message")
        def message(event: dict[str, Any]) -> None:
            told.append(("message", event["text"]))

        @app.event("app_mention")
        def mention(event: dict[str, Any]) -> None:
            told.append(("app_mention", event["text"]))

    stage.connect(prepare)
    stage.ana.say("@understudy look <at> this & that")
    text = "<@U0BOT> look &lt;at&gt; this &amp; that"
    stage.ana.wait_for(lambda: stage.ana.say("on") and len([each for each in told if each[1] == text]) == 2)
    assert {each for each in told if each[1] == text} == {("message", text), ("app_mention", text)}


def test_a_person_sees_only_their_own_conversations(stage: Stage) -> None:
    with pytest.raises(RefusedError, match="channel_not_found"):
        stage.ben.messages("D0ANA")
    names = [each["name"] for each in stage.ben.workspace()["conversations"]]
    assert names == ["chores", "random", "ben"]


def test_nobody_can_use_what_only_somebody_else_sees(stage: Stage) -> None:
    stage.bot.chat_postEphemeral(channel="C0CHORES", user="U0ANA", text="psst")
    (message,) = stage.ana.ephemeral()
    assert not stage.ben.messages()
    with pytest.raises(RefusedError, match="message_not_found"):
        stage.ben.click(message, "press")


def test_a_modal_may_be_followed_by_another_and_all_be_cleared(stage: Stage) -> None:
    closed: list[bool] = []

    def prepare(app: App) -> None:
        @app.command("/automate")
        def automate(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=modal(callback_id="first"))

        @app.view("first")
        def first(ack: Ack) -> None:
            ack(response_action="push", view=modal(title=plain("Second"), notify_on_close=True))

        @app.view_closed("credentials")
        def gone(ack: Ack, body: dict[str, Any]) -> None:
            ack()
            closed.append(body["is_cleared"])

    stage.connect(prepare)
    stage.ana.automate("x")
    stage.ana.submit(stage.ana.wait_for(stage.ana.open_modal), {"password": "apple"})
    second = stage.ana.open_modal()
    assert second
    assert second["title"]["text"] == "Second"
    assert second["previous_view_id"] == second["root_view_id"]
    stage.ana.close_modal(second, everything=True)
    assert stage.ana.open_modal() is None
    assert closed == [True]


def test_an_error_at_a_block_that_is_no_input_is_refused(stage: Stage) -> None:
    def prepare(app: App) -> None:
        @app.command("/automate")
        def automate(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=modal())

        @app.view("credentials")
        def submit(ack: Ack) -> None:
            ack(response_action="errors", errors={"nowhere": "wrong"})

    stage.connect(prepare)
    stage.ana.automate("x")
    opened = stage.ana.wait_for(stage.ana.open_modal)
    with pytest.raises(RefusedError, match="invalid_answer"):
        stage.ana.submit(opened, {"password": "apple"})


def test_the_home_tab_is_published_when_it_is_opened(start: Callable[..., Stage]) -> None:
    stage = start()

    def prepare(app: App) -> None:
        @app.event("app_home_opened")
        def opened(event: dict[str, Any], client: WebClient) -> None:
            view = {"type": "home", "blocks": [{"type": "header", "text": plain("Welcome")}]}
            client.views_publish(user_id=event["user"], view=view)

    stage.connect(prepare)
    stage.ana.open_app()
    assert stage.ana.wait_for(stage.ana.home)["blocks"][0]["text"]["text"] == "Welcome"
