"""However a screencast reaches the bot, its thread answers and the work is asked for."""

from pathlib import Path

import pytest

from bot.desk import Desk
from models import Analysis, AnalysisStatus, Video
from models.jobs import QueueName
from playground.slack.client import SlackPerson, plain_text
from tests.bot.conftest import Settle
from tests.bot.rows import every, waiting

LINK = "https://videos.example.com/clip.mp4"
PAGE = "https://example.com/a-page"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "chore.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(2000))
    return path


def test_automate_opens_a_thread_in_which_the_bot_watches(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    ana.automate(PAGE)
    root = ana.wait_for(lambda: next(iter(ana.messages()), None))
    (reply,) = settle(lambda: ana.replies(root))
    assert "Watching" in plain_text(reply)
    (video,) = every(listening.engine, Video)
    assert (video.link, video.thread) == (PAGE, root["ts"])


def test_automate_without_a_link_says_what_is_missing(listening: Desk, ana: SlackPerson) -> None:
    ana.automate("please")
    whisper = ana.wait_for(lambda: next(iter(ana.ephemeral()), None))
    assert "/automate https://" in plain_text(whisper)
    assert every(listening.engine, Video) == []


def test_automate_where_the_bot_is_no_member_says_how_to_invite_it(listening: Desk, ana: SlackPerson) -> None:
    ana.automate(LINK, channel="C0RANDOM")
    whisper = ana.wait_for(lambda: next(iter(ana.ephemeral()), None))
    assert "/invite" in plain_text(whisper)


def test_a_posted_video_link_is_watched(listening: Desk, ana: SlackPerson, settle: Settle) -> None:
    message = ana.say(f"look at this {LINK}")
    (reply,) = settle(lambda: ana.replies(message))
    assert "Watching" in plain_text(reply)
    (analysis,) = every(listening.engine, Analysis)
    assert waiting(listening.redis, QueueName.ANALYSIS) == [("worker.jobs.analyze", str(analysis.id))]


def test_any_other_link_in_a_channel_is_none_of_its_business(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    ana.say(f"look at this {PAGE}")
    later = ana.say(f"and at this {LINK}")
    settle(lambda: ana.replies(later))
    assert [video.link for video in every(listening.engine, Video)] == [LINK]


def test_a_mention_takes_any_link_and_makes_one_plan_of_it(
    listening: Desk, ana: SlackPerson, settle: Settle
) -> None:
    message = ana.say(f"@understudy {PAGE} and {LINK}")
    settle(lambda: ana.replies(message))
    assert [video.link for video in every(listening.engine, Video)] in ([PAGE], [LINK])
    assert len(every(listening.engine, Video)) == 1


def test_a_direct_message_takes_any_link(listening: Desk, ana: SlackPerson, settle: Settle) -> None:
    message = ana.say(PAGE, channel="D0ANA")
    (reply,) = settle(lambda: ana.replies(message))
    assert "Watching" in plain_text(reply)


def test_the_shortcut_shares_for_whoever_used_it(
    listening: Desk, ana: SlackPerson, ben: SlackPerson, settle: Settle
) -> None:
    message = ana.say(f"see {PAGE}")
    ben.shortcut(message, "automate_screencast")
    settle(lambda: ana.replies(message))
    (video,) = every(listening.engine, Video)
    assert video.link == PAGE


def test_the_shortcut_on_a_message_without_a_screencast_says_so(listening: Desk, ana: SlackPerson) -> None:
    ana.shortcut(ana.say("good morning"), "automate_screencast")
    whisper = ana.wait_for(lambda: next(iter(ana.ephemeral()), None))
    assert "no screencast" in plain_text(whisper)


def test_a_posted_clip_is_stored_before_it_is_analyzed(
    listening: Desk, ana: SlackPerson, settle: Settle, clip: Path
) -> None:
    ana.upload(clip)
    settle(lambda: waiting(listening.redis, QueueName.ANALYSIS))
    (video,) = every(listening.engine, Video)
    assert video.object_key == f"videos/{video.id}/source"
    assert listening.storage.get(video.object_key) == clip.read_bytes()
    assert video.size == clip.stat().st_size


def test_a_clip_that_is_too_large_fails_with_a_sentence(
    listening: Desk, ana: SlackPerson, settle: Settle, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(listening.settings.__dict__, "max_video_bytes", 1000)
    message = ana.upload(clip)
    settle(lambda: ana.replies_with_button(message, "analyze_again"))
    (analysis,) = every(listening.engine, Analysis)
    assert analysis.status is AnalysisStatus.FAILED
    assert "larger than" in plain_text(ana.replies(message)[0])
    assert list(listening.storage.keys("videos/")) == []
