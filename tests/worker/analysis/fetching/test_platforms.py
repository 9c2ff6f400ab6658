"""Platform links: real yt-dlp in the real sandbox; only the platform is ours."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from models.errors import TransientError, VideoError
from playground.loopback import serving
from tests.worker.analysis.factories import make_sound_file, make_video_file
from worker.analysis.fetching.complaints import as_error
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.fetching.platforms import PlatformDownloader, is_platform
from worker.analysis.probe import VideoLimits
from worker.network.addresses import AddressRules

ANY_PAGE = ("^generic$", "^html5$")
SITE = "http://videos.example.com"
PAGE = """<html><head><title>Monthly report</title></head><body>
<video><source src="/clip.mp4" type="video/mp4">
<track kind="subtitles" srclang="en" src="/{captions}"></video>
</body></html>"""
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nFirst I sign in.\n"
#: Picture and sound as files of their own, as large platforms keep them.
APART = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S">
<Period>
<AdaptationSet mimeType="video/mp4"><Representation id="v" codecs="avc1.42c00d" bandwidth="1000"
width="320" height="240"><BaseURL>clip.mp4</BaseURL></Representation></AdaptationSet>
<AdaptationSet mimeType="audio/mp4"><Representation id="a" codecs="mp4a.40.2" bandwidth="64000"
><BaseURL>voice.m4a</BaseURL></Representation></AdaptationSet>
</Period></MPD>"""


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_video_file(tmp_path_factory.mktemp("clip") / "made.mp4").read_bytes()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_sound_file(tmp_path_factory.mktemp("voice") / "made.m4a").read_bytes()


@pytest.fixture(scope="module")
def rules(clip: bytes, spoken: bytes) -> Iterator[AddressRules]:
    async def serve(_: Request) -> Response:
        return Response(clip, media_type="video/mp4")

    async def stream(_: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield clip

        return StreamingResponse(pieces(), media_type="video/mp4")

    async def inward(_: Request) -> Response:
        return RedirectResponse("http://169.254.169.254/latest/meta-data")

    async def page(request: Request) -> Response:
        missing = request.url.path == "/page-without-its-captions"
        return HTMLResponse(PAGE.format(captions="gone.vtt" if missing else "said.vtt"))

    async def captions(_: Request) -> Response:
        return Response(CAPTIONS, media_type="text/vtt")

    async def manifest(_: Request) -> Response:
        return Response(APART, media_type="application/dash+xml")

    async def voice(_: Request) -> Response:
        return Response(spoken, media_type="audio/mp4")

    routes = [
        Route("/clip.mp4", serve),
        Route("/unannounced.mp4", stream),
        Route("/inward.mp4", inward),
        Route("/page", page),
        Route("/page-without-its-captions", page),
        Route("/said.vtt", captions),
        Route("/apart.mpd", manifest),
        Route("/voice.m4a", voice),
    ]
    with serving(Starlette(routes=routes)) as port:
        opened = {"videos.example.com": ("127.0.0.1", port)}
        yield AddressRules(opened=opened, lookup=lambda _host, _port: [])


def download(
    path: str,
    folder: Path,
    rules: AddressRules,
    limits: VideoLimits | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Fetched:
    downloader = PlatformDownloader(rules, limits or VideoLimits(), ANY_PAGE)
    return downloader.download(f"{SITE}{path}", folder, progress)


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
    fetched = download("/clip.mp4", tmp_path, rules)
    assert fetched.path.read_bytes() == clip
    assert (fetched.title, fetched.captions, fetched.sound) == ("clip", None, None)


def test_captions_and_title_of_a_platform_come_along(
    rules: AddressRules, clip: bytes, tmp_path: Path
) -> None:
    fetched = download("/page", tmp_path, rules)
    assert fetched.path.read_bytes() == clip
    assert fetched.title == "Monthly report (1)"
    assert fetched.captions is not None
    assert fetched.captions.read_text() == CAPTIONS


def test_captions_that_cannot_be_had_do_not_cost_the_video(
    rules: AddressRules, clip: bytes, tmp_path: Path
) -> None:
    fetched = download("/page-without-its-captions", tmp_path, rules)
    assert fetched.path.read_bytes() == clip
    assert fetched.captions is None


def test_sound_that_is_kept_apart_comes_along(
    rules: AddressRules, clip: bytes, spoken: bytes, tmp_path: Path
) -> None:
    fetched = download("/apart.mpd", tmp_path, rules)
    assert fetched.path.read_bytes() == clip
    assert fetched.sound is not None
    assert fetched.sound.read_bytes() == spoken


def test_it_is_told_how_far_a_download_is(rules: AddressRules, tmp_path: Path) -> None:
    told: list[str] = []
    download("/clip.mp4", tmp_path, rules, progress=told.append)
    assert told[-1] == "Downloading the video ... 100% of 0 MB"


def test_a_page_cannot_lead_to_a_private_address(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="not a public address"):
        download("/inward.mp4", tmp_path, rules)


def test_a_video_over_the_limit_is_not_kept(rules: AddressRules, tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="too large"):
        download("/clip.mp4", tmp_path, rules, VideoLimits(bytes=100))


def test_a_size_that_is_not_announced_is_watched_while_it_grows(
    rules: AddressRules, clip: bytes, tmp_path: Path
) -> None:
    with pytest.raises(VideoError, match="too large"):
        download("/unannounced.mp4", tmp_path, rules, VideoLimits(bytes=len(clip) * 2))


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
