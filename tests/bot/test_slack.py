"""Speaking with Slack: its limits are kept, its errors become ours."""

import time
from dataclasses import replace

import pytest
from pydantic import SecretStr
from redis import Redis

from bot.blocks.elements import Block, Message, section
from bot.config import BotSettings
from bot.desk import Desk
from bot.slack import Place, SharedFile, Slack
from bot.slack_errors import FileGone, MessageGone, NotInvited, SlackRefused, TokenRefused
from models.errors import TransientError, VideoError
from playground.slack.client import CHANNEL, SlackPerson, plain_text
from playground.slack.settings import Rate, SlackSettings
from tests.pictures import PIXEL

HERE = Place(CHANNEL)
HELLO = Message("Hello", [section("Hello")])


def test_a_message_is_posted_and_redrawn(desk: Desk, ana: SlackPerson) -> None:
    timestamp = desk.slack.post(HERE, HELLO)
    desk.slack.update(HERE, timestamp, Message("Bye", [section("Bye")]))
    assert "Bye" in plain_text(ana.messages()[0])


def test_a_message_that_is_gone_is_told_apart(desk: Desk) -> None:
    with pytest.raises(MessageGone):
        desk.slack.update(HERE, "1700000000.000001", HELLO)


def test_a_channel_without_the_bot_says_how_to_invite_it(desk: Desk) -> None:
    with pytest.raises(NotInvited, match="/invite"):
        desk.slack.post(Place("C0RANDOM"), HELLO)


def test_a_bad_token_names_the_variable(bot_settings: BotSettings, redis: Redis) -> None:
    settings = bot_settings.model_copy(update={"slack_bot_token": SecretStr("xoxb-wrong")})
    with pytest.raises(TokenRefused, match="SLACK_BOT_TOKEN"):
        Slack(settings, redis, patience=1).identify()


def test_what_slack_refuses_is_a_mistake_of_ours(desk: Desk) -> None:
    with pytest.raises(SlackRefused, match="invalid_blocks"):
        desk.slack.post(HERE, Message("x", [{"type": "unheard_of"}]))


def test_slack_being_away_is_worth_a_retry(bot_settings: BotSettings, redis: Redis) -> None:
    settings = bot_settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"})
    with pytest.raises(TransientError):
        Slack(settings, redis, patience=1).post(HERE, HELLO)


def test_a_file_that_is_not_there_is_said_so(desk: Desk) -> None:
    with pytest.raises(FileGone):
        desk.slack.find_file("F0NONE")


def test_the_token_goes_to_no_other_host(desk: Desk) -> None:
    file = SharedFile("a.mp4", "video/mp4", 1, "https://evil.example/a.mp4")
    with pytest.raises(VideoError):
        next(desk.slack.download(file))


def test_an_uploaded_picture_can_be_shown(desk: Desk, ana: SlackPerson) -> None:
    file = desk.slack.upload("step-1.png", PIXEL, "The screen at step 1")
    assert desk.slack.find_file(file).mimetype == "image/png"
    picture: Block = {"type": "image", "slack_file": {"id": file}, "alt_text": "The screen"}
    desk.slack.post(HERE, Message("x", [section("Step 1", picture)]))
    assert ana.messages()[0]["blocks"][0]["accessory"]["slack_file"]["id"] == file


class TestWithAStrictWorkspace:
    """A workspace that allows less than it documents."""

    @pytest.fixture
    def slack_settings(self, slack_settings: SlackSettings) -> SlackSettings:
        return replace(slack_settings, rates={"chat.update": Rate(per_minute=60, burst=1)})

    def test_retry_after_is_kept_and_the_call_succeeds(self, desk: Desk) -> None:
        timestamp = desk.slack.post(HERE, HELLO)
        started = time.monotonic()
        for _ in range(2):
            desk.slack.update(HERE, timestamp, HELLO)
        assert time.monotonic() - started >= 0.9
