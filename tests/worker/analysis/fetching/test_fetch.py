from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from models.errors import VideoError
from playground.loopback import serving
from tests.worker.analysis.factories import make_video_file
from worker.analysis.fetching.fetch import Fetcher
from worker.analysis.probe import VideoLimits
from worker.network.addresses import AddressRules


class Site:
    """Serves a clip, and fails as often as it is told to before that."""

    def __init__(self, clip: bytes) -> None:
        self.clip = clip
        self.failures = 0

    async def serve(self, _: Request) -> Response:
        if self.failures:
            self.failures -= 1
            return PlainTextResponse("busy", status_code=503)
        return Response(self.clip)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(make_video_file(tmp_path / "made.mp4").read_bytes())


@pytest.fixture
def rules(site: Site) -> Iterator[AddressRules]:
    with serving(Starlette(routes=[Route("/{path:path}", site.serve)])) as port:
        yield AddressRules.from_setting(f"videos.example.com=127.0.0.1:{port}")


def fetcher(rules: AddressRules, limits: VideoLimits | None = None) -> Fetcher:
    return Fetcher(rules, limits or VideoLimits(), pauses=(0, 0))


LINK = "http://videos.example.com/Monthly%20report.mp4"


def test_a_link_becomes_a_file_named_after_it(rules: AddressRules, site: Site, tmp_path: Path) -> None:
    fetched = fetcher(rules).fetch(LINK, tmp_path, lambda _: None)
    assert fetched.path.read_bytes() == site.clip
    assert fetched.title == "Monthly report.mp4"


def test_a_title_keeps_only_what_can_be_printed(rules: AddressRules, tmp_path: Path) -> None:
    fetched = fetcher(rules).fetch("http://videos.example.com/a%00b%07c.mp4", tmp_path, lambda _: None)
    assert fetched.title == "a b c.mp4"


def test_a_site_that_is_busy_for_a_moment_is_asked_again(
    rules: AddressRules, site: Site, tmp_path: Path
) -> None:
    site.failures = 2
    assert fetcher(rules).fetch(LINK, tmp_path, lambda _: None).path.exists()


def test_a_site_that_stays_busy_is_given_up_with_advice(
    rules: AddressRules, site: Site, tmp_path: Path
) -> None:
    site.failures = 3
    with pytest.raises(VideoError, match="Try again later, or upload the file"):
        fetcher(rules).fetch(LINK, tmp_path, lambda _: None)


def test_a_video_over_the_time_limit_is_refused(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="longer than"):
        fetcher(rules, VideoLimits(seconds=0.5)).fetch(LINK, tmp_path, lambda _: None)


def test_something_that_only_starts_like_a_video_is_refused(
    rules: AddressRules, site: Site, tmp_path: Path
) -> None:
    site.clip = site.clip[:16] + bytes(4000)
    with pytest.raises(VideoError):
        fetcher(rules).fetch(LINK, tmp_path, lambda _: None)
