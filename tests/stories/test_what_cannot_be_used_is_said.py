"""What cannot be used gets one clear sentence in the thread, and nothing of it is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from models import Analysis, AnalysisStatus, Video
from models.session import transaction
from playground.slack.client import plain_text
from playground.slack.wire import Payload
from tests.stories.telling import Story


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("http://orchard.test/login", "web page"),
        ("http://orchard.test/screencasts/gone.mp4", "no video at this link"),
        ("http://127.0.0.1/clip.mp4", "public"),
        ("http://169.254.169.254/clip.mp4", "public"),
        ("http://[::ffff:10.0.0.1]/clip.mp4", "public"),
    ],
)
def test_a_link_that_is_no_screencast(story: Callable[[], Story], link: str, words: str) -> None:
    ana = story()
    known = {message["ts"] for message in ana.person.messages()}

    ana.person.automate(link)

    reply = ana.person.wait_for(lambda: _refusal(ana, known, link))
    assert words in plain_text(reply)
    _nothing_was_kept(ana)


def test_a_file_that_is_no_video_although_its_name_says_so(
    story: Callable[[], Story], tmp_path: Path
) -> None:
    ana = story()
    (tmp_path / "clip.mp4").write_text("this is not a video at all")

    ana.thread = ana.person.upload(tmp_path / "clip.mp4")

    reply = ana.person.wait_for(lambda: ana.says("could not make a plan"))
    assert "video" in plain_text(reply)
    _nothing_was_kept(ana)


def _refusal(ana: Story, known: set[str], link: str) -> Payload | None:
    roots = [message for message in ana.person.messages() if message["ts"] not in known]
    for ana.thread in (root for root in roots if link in plain_text(root)):
        if reply := ana.says("could not make a plan"):
            return reply
    return None


def _nothing_was_kept(ana: Story) -> None:
    with transaction(ana.rows) as session:
        statement = select(Analysis).join(Video).where(Video.thread == ana.thread["ts"])
        analysis = session.scalars(statement).one()
        assert analysis.status is AnalysisStatus.FAILED
        assert analysis.video.object_key is None
        assert analysis.plan is None
