"""The page in a real browser: a person posts, clicks and fills in a modal, and sees what comes of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.playground.slack.conftest import Stage
from tests.playground.slack.factories import button, modal, section


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(stage: Stage, browser: Browser) -> Iterator[Page]:
    """Ana's page; any error in it fails the test."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{stage.settings.base_url}/?user=U0ANA")
    expect(page.get_by_label("Message #chores")).to_be_visible()
    yield page
    page.close()
    assert not errors


def test_what_is_typed_is_posted_and_answered_in_its_thread(stage: Stage, page: Page) -> None:
    def prepare(app: App) -> None:
        @app.event("message")
        def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
            if "thread_ts" not in event:
                say(text="*On it*, <@U0ANA> :eyes:", thread_ts=event["ts"])

    stage.connect(prepare)
    page.get_by_label("Message #chores").fill("look at https://example.com/clip.mp4")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.locator("strong")).to_have_text("On it")
    expect(thread.get_by_role("img", name=":eyes:")).to_be_visible()
    expect(thread.get_by_role("link")).to_have_attribute("href", "https://example.com/clip.mp4")


def test_a_button_opens_a_modal_that_shows_its_errors_and_closes_when_all_is_well(
    stage: Stage, page: Page
) -> None:
    def prepare(app: App) -> None:
        @app.action("start")
        def start(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            client.views_open(trigger_id=body["trigger_id"], view=modal())

        @app.view("credentials")
        def submit(ack: Ack, view: dict[str, Any]) -> None:
            if view["state"]["values"]["password"]["value"]["value"] == "pear":
                ack(response_action="errors", errors={"password": "That is a pear."})
            else:
                ack()

    stage.connect(prepare)
    stage.bot.chat_postMessage(channel="C0CHORES", text="x", blocks=[button("start", text="Start")])
    page.get_by_role("button", name="Start").click()
    dialog = page.get_by_role("dialog", name="Credentials")
    dialog.get_by_label("Password").fill("pear")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.get_by_text("That is a pear.")).to_be_visible()
    dialog.get_by_label("Password").fill("apple")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog).to_have_count(0)


def test_the_shortcut_in_a_messages_menu_reaches_the_app(stage: Stage, page: Page) -> None:
    def prepare(app: App) -> None:
        @app.shortcut("automate_screencast")
        def automate(ack: Ack, shortcut: dict[str, Any], respond: Callable[..., Any]) -> None:
            ack()
            respond(f"Watching {shortcut['message']['text']}")

    stage.connect(prepare)
    stage.ben.say("a clip")
    page.get_by_text("a clip").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Automate this screencast").click()
    expect(page.get_by_text("Watching a clip")).to_be_visible()
    expect(page.get_by_text("Only visible to you")).to_be_visible()


def test_a_video_is_played_in_its_message(stage: Stage, page: Page, tmp_path: Path) -> None:
    clip = tmp_path / "clip.webm"
    clip.write_bytes(b"not really a video")
    page.locator("input[type=file]").first.set_input_files(clip)
    page.get_by_role("button", name="Send").first.click()
    expect(page.locator("video")).to_have_attribute("aria-label", "clip.webm")
    assert stage.ana.files()[0]["mimetype"] == "video/webm"


def test_what_is_written_in_a_message_never_becomes_html(stage: Stage, page: Page) -> None:
    hostile = '<img src=x onerror="document.title=1"> <javascript:alert(1)|click>'
    stage.bot.chat_postMessage(channel="C0CHORES", text=hostile, blocks=[section(hostile)])
    expect(page.locator(".messages").get_by_text("click")).to_be_visible()
    assert page.locator(".messages .blocks img").count() == 0
    assert page.locator(".messages a").count() == 0


def test_the_person_is_told_when_the_app_does_not_answer(stage: Stage, page: Page) -> None:
    stage.bot.chat_postMessage(channel="C0CHORES", text="x", blocks=[button("start", text="Start")])
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_contain_text("the app did not respond")


def test_an_edit_shows_at_once(stage: Stage, page: Page) -> None:
    ts = stage.bot.chat_postMessage(channel="C0CHORES", text="running")["ts"]
    expect(page.get_by_text("running")).to_be_visible()
    stage.bot.chat_update(channel="C0CHORES", ts=ts, text="done")
    expect(page.get_by_text("done")).to_be_visible()
    expect(page.get_by_text("running")).to_have_count(0)
