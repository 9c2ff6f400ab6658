"""A real Bolt app in Socket Mode: everything a person does reaches it, everything it says is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App

from playground.slack.client import RefusedError
from tests.playground.slack.conftest import Stage
from tests.playground.slack.factories import button, modal


def test_a_message_reaches_the_app_and_its_reply_shows_in_the_thread(stage: Stage) -> None:
    def prepare(app: App) -> None:
        @app.event("message")
        def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
            say(text=f"I saw {event['text']}", thread_ts=event["ts"])

    stage.connect(prepare)
    message = stage.ana.say("look: https://example.com/clip.mp4.")
    (reply,) = stage.ana.wait_for(lambda: stage.ana.replies(message))
    assert reply["text"] == "I saw look: <https://example.com/clip.mp4>."


def test_a_command_opens_a_modal_and_its_answer_is_ephemeral(stage: Stage) -> None:
    def prepare(app: App) -> None:
        @app.command("/automate")
        def automate(ack: Ack, body: dict[str, Any], client: Any) -> None:
            ack(text=f"looking at {body['text']}")
            client.views_open(trigger_id=body["trigger_id"], view=modal())

    stage.connect(prepare)
    stage.ana.automate("https://example.com/clip.mp4")
    assert stage.ana.wait_for(stage.ana.open_modal)["callback_id"] == "credentials"
    assert [each["text"] for each in stage.ana.ephemeral()] == ["looking at https://example.com/clip.mp4"]
    assert not stage.ben.ephemeral()


def test_a_click_changes_the_message_it_was_made_in(stage: Stage) -> None:
    def prepare(app: App) -> None:
        @app.action("cancel")
        def cancel(ack: Ack, body: dict[str, Any], client: Any) -> None:
            ack()
            said = f"cancelled {body['actions'][0]['value']} for {body['user']['id']}"
            client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=said)

    stage.connect(prepare)
    ts = stage.bot.chat_postMessage(channel="C0CHORES", text="run", blocks=[button("cancel", "run-1")])["ts"]
    (message,) = stage.ben.messages()
    stage.ben.click(message, "cancel")
    changed = stage.ben.wait_for(lambda: [each for each in stage.ben.messages() if "edited" in each])
    assert (changed[0]["ts"], changed[0]["text"]) == (ts, "cancelled run-1 for U0BEN")
    assert "blocks" not in changed[0]


def test_a_modal_stays_open_with_the_errors_of_the_app(stage: Stage) -> None:
    submitted: list[str] = []

    def prepare(app: App) -> None:
        @app.shortcut("automate_screencast")
        def automate(ack: Ack, shortcut: dict[str, Any], client: Any) -> None:
            ack()
            client.views_open(trigger_id=shortcut["trigger_id"], view=modal())

        @app.view("credentials")
        def submit(ack: Ack, view: dict[str, Any]) -> None:
            password = view["state"]["values"]["password"]["value"]["value"]
            if password == "pear":
                ack(response_action="errors", errors={"password": "That is a pear."})
            else:
                ack()
                submitted.append(password)

    stage.connect(prepare)
    stage.ana.shortcut(stage.ana.say("a screencast"), "automate_screencast")
    opened = stage.ana.wait_for(stage.ana.open_modal)
    assert stage.ana.submit(opened) == {"password": "Please complete this required field."}
    assert stage.ana.submit(opened, {"password": "pear"}) == {"password": "That is a pear."}
    assert stage.ana.submit(opened, {"password": "apple"}) == {}
    assert stage.ana.open_modal() is None
    assert submitted == ["apple"]


def test_an_action_nobody_acknowledges_is_reported_to_the_person(start: Callable[..., Stage]) -> None:
    stage = start(ack_seconds=0.2)
    stage.bot.chat_postMessage(channel="C0CHORES", text="run", blocks=[button("cancel", "run-1")])
    with pytest.raises(RefusedError, match="the app did not respond"):
        stage.ana.click(stage.ana.messages()[0], "cancel")


def test_an_event_that_was_not_acknowledged_is_sent_again_with_its_number(
    start: Callable[..., Stage],
) -> None:
    stage = start(ack_seconds=0.3, retry_delays=(0.0, 0.0, 0.0))
    attempts: list[tuple[str, str | None]] = []

    def prepare(app: App) -> None:
        @app.middleware
        def refuse_twice(body: dict[str, Any], request: Any, next: Callable[[], None]) -> None:  # noqa: A002
            attempts.append((body["event_id"], request.headers.get("x-slack-retry-num", [None])[0]))
            if len(attempts) > 2:
                next()

        @app.event("message")
        def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
            say("heard")

    stage.connect(prepare)
    stage.ana.say("hello")
    stage.ana.wait_for(lambda: [each for each in stage.ana.messages() if each["text"] == "heard"])
    mine = [number for event, number in attempts if event == attempts[0][0]]
    assert mine[:3] == ["0", "1", "2"]


def test_the_app_may_be_asked_to_connect_anew(stage: Stage) -> None:
    def prepare(app: App) -> None:
        @app.event("message")
        def answer(say: Callable[..., Any]) -> None:
            say("heard")

    stage.connect(prepare)
    stage.control().post("/connections/refresh")
    stage.ana.wait_for_app()
    stage.ana.say("hello")
    assert stage.ana.wait_for(lambda: [each for each in stage.ana.messages() if each["text"] == "heard"])
