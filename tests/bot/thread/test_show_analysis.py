"""The message about a screencast, from "Watching" to the plan with its pictures."""

import pytest

from bot.desk import Desk
from bot.thread.analysis import show_analysis
from models import Analysis, AnalysisStatus
from models.session import transaction
from playground.slack.client import SlackPerson, plain_text
from playground.slack.wire import Payload
from tests.bot.rows import Shared, given_plan, reread
from tests.pictures import PIXEL


@pytest.fixture
def thread(ana: SlackPerson) -> Payload:
    return ana.say("a chore of mine")


@pytest.fixture
def shared(desk: Desk, thread: Payload) -> Shared:
    return given_plan(desk.engine, thread=thread["ts"])


def _set(desk: Desk, shared: Shared, **columns: object) -> None:
    with transaction(desk.engine) as session:
        analysis = session.get_one(Analysis, shared.analysis.id)
        for name, value in columns.items():
            setattr(analysis, name, value)


def test_one_message_goes_from_watching_to_the_plan(
    desk: Desk, ana: SlackPerson, thread: Payload, shared: Shared
) -> None:
    _set(desk, shared, status=AnalysisStatus.RUNNING, stage="Reading the screen")
    show_analysis(desk, shared.analysis.id)
    assert "Reading the screen" in plain_text(ana.replies(thread)[0])
    _set(desk, shared, status=AnalysisStatus.COMPLETED)
    show_analysis(desk, shared.analysis.id)
    (message,) = ana.replies(thread)
    assert "Click Sign in" in plain_text(message)


def test_thumbnails_are_uploaded_once_and_shown(
    desk: Desk, ana: SlackPerson, thread: Payload, shared: Shared
) -> None:
    desk.storage.put("frames/step-1.png", PIXEL)
    _set(desk, shared, frames={"1": "frames/step-1.png", "2": "frames/step-1.png"})
    show_analysis(desk, shared.analysis.id)
    thumbnails = reread(desk.engine, shared.analysis).thumbnails or {}
    assert thumbnails["1"] == thumbnails["2"]
    shown = [block["accessory"] for block in ana.replies(thread)[0]["blocks"] if "accessory" in block]
    assert [picture["slack_file"]["id"] for picture in shown] == list(thumbnails.values())
    show_analysis(desk, shared.analysis.id)
    assert reread(desk.engine, shared.analysis).thumbnails == thumbnails


def test_a_frame_that_is_gone_costs_only_its_picture(
    desk: Desk, ana: SlackPerson, thread: Payload, shared: Shared
) -> None:
    _set(desk, shared, frames={"1": "frames/gone.png"})
    show_analysis(desk, shared.analysis.id)
    assert "Click Sign in" in plain_text(ana.replies(thread)[0])


def test_a_picture_that_slack_does_not_take_costs_only_itself(
    desk: Desk, ana: SlackPerson, thread: Payload, shared: Shared
) -> None:
    _set(desk, shared, thumbnails={"1": "F0NONE"})
    show_analysis(desk, shared.analysis.id)
    (message,) = ana.replies(thread)
    assert "Click Sign in" in plain_text(message)
    assert reread(desk.engine, shared.analysis).thumbnails == {"1": "F0NONE"}


def test_a_second_look_has_a_message_of_its_own(
    desk: Desk, ana: SlackPerson, thread: Payload, shared: Shared
) -> None:
    show_analysis(desk, shared.analysis.id)
    with transaction(desk.engine) as session:
        again = Analysis(
            video_id=shared.video.id, number=2, status=AnalysisStatus.FAILED, error_message="No."
        )
        session.add(again)
    show_analysis(desk, again.id)
    assert len(ana.replies(thread)) == 2
