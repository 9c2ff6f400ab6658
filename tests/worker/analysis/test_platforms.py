"""Platform links: real yt-dlp in the real sandbox; only the platform is ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from models.errors import TransientError, VideoError
from playground.loopback import serving
from tests.worker.analysis.factories import make_video_file
from worker.analysis.complaints import as_error
from worker.analysis.platforms import PlatformDownloader, is_platform
from worker.analysis.probe import VideoLimits
from worker.execution.network.addresses import AddressRules

ANY_PAGE = ("^generic$",)
SITE = "http://videos.example.com"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_video_file(tmp_path_factory.mktemp("clip") / "made.mp4").read_bytes()


@pytest.fixture(scope="module")
def rules(clip: bytes) -> Iterator[AddressRules]:
    async def serve(_: Request) -> Response:
        return Response(clip, media_type="video/mp4")

    async def inward(_: Request) -> Response:
        return RedirectResponse("http://169.254.169.254/latest/meta-data")

    routes = [Route("/clip.mp4", serve), Route("/inward.mp4", inward)]
    with serving(Starlette(routes=routes)) as port:
        opened = {"videos.example.com": ("127.0.0.1", port)}
        yield AddressRules(opened=opened, lookup=lambda _host, _port: [])


def download(
    path: str, folder: Path, rules: AddressRules, limits: VideoLimits | None = None
) -> tuple[Path, str | None]:
    downloader = PlatformDownloader(rules, limits or VideoLimits(), ANY_PAGE)
    return downloader.download(f"{SITE}{path}", folder, lambda _: None)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://player.vimeo.com/video/76979871",
        "https://drive.google.com/file/d/abc/view",
    ],
)
def test_platforms_are_known_by_their_hosts(link: str) -> None:
    assert is_platform(link)


@pytest.mark.parametrize(
    "link", ["https://notloom.com/share/1", "https://loom.com.evil.example/share/1", "x"]
)
def test_what_only_looks_like_a_platform_is_none(link: str) -> None:
    assert not is_platform(link)


def test_a_video_comes_through_the_wall_and_the_proxy(
    rules: AddressRules, clip: bytes, tmp_path: Path
) -> None:
    path, title = download("/clip.mp4", tmp_path, rules)
    assert path.read_bytes() == clip
    assert title == "clip"


def test_a_page_cannot_lead_to_a_private_address(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="not a public address"):
        download("/inward.mp4", tmp_path, rules)


def test_a_video_over_the_limit_is_not_kept(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="too large"):
        download("/clip.mp4", tmp_path, rules, VideoLimits(bytes=100))


def test_a_missing_video_is_called_missing(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="no video at this link any more"):
        download("/gone.mp4", tmp_path, rules)


def test_only_the_named_platforms_are_asked(rules: AddressRules, tmp_path: Path) -> None:
    downloader = PlatformDownloader(rules, VideoLimits())
    with pytest.raises(VideoError, match="no single video"):
        downloader.download(f"{SITE}/clip.mp4", tmp_path, lambda _: None)


def test_a_platform_out_of_reach_is_worth_another_try(rules: AddressRules, tmp_path: Path) -> None:
    downloader = PlatformDownloader(rules, VideoLimits())
    with pytest.raises(TransientError):
        downloader.download("https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184", tmp_path, print)


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("[download] clip does not pass filter (duration<=?1800), skipping ..", "too long"),
        ("ERROR: [youtube] x: Private video. Sign in if you've been granted access", "anybody can open"),
        ("ERROR: [vimeo] 1: This video is only available for registered users.", "anybody can open"),
        ("ERROR: [loom] 1: Unable to download webpage: HTTP Error 404: Not Found", "any more"),
        ("ERROR: [youtube] x: Video unavailable", "any more"),
        ("ERROR: [youtube] x: something nobody has thought of", "private window"),
        ("", "private window"),
    ],
)
def test_complaints_become_one_sentence_with_advice(words: str, advice: str) -> None:
    error = as_error(words)
    assert isinstance(error, VideoError)
    assert advice in str(error)
