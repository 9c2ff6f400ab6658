"""Direct links, against a real server on loopback that an operator's setting opens."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from models.errors import TransientError, VideoError
from playground.loopback import serving
from worker.analysis.fetching import direct
from worker.analysis.fetching.direct import MOST_REDIRECTS, download
from worker.network.addresses import AddressRules

HOST = "videos.example.com"
VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(2000)
seen_hosts: list[str] = []


async def clip(request: Request) -> Response:
    seen_hosts.append(request.headers["host"])
    return Response(VIDEO, media_type="video/mp4")


async def page(_: Request) -> Response:
    return Response("<!DOCTYPE html><title>Sign in</title>", media_type="video/mp4")


async def document(_: Request) -> Response:
    return Response(b"%PDF-1.7 ...")


async def nothing(_: Request) -> Response:
    return Response(b"")


async def status(request: Request) -> Response:
    return PlainTextResponse("no", status_code=request.path_params["status"])


async def hop(request: Request) -> Response:
    left = request.path_params["left"]
    return RedirectResponse(f"/hop/{left - 1}" if left else "/clip.mp4")


async def away(request: Request) -> Response:
    return RedirectResponse(request.query_params["to"])


async def unannounced(_: Request) -> Response:
    return StreamingResponse(_unannounced_size())


async def cut_short(_: Request) -> Response:
    return Response(VIDEO, headers={"Content-Length": str(len(VIDEO) + 1)})


async def dripping(_: Request) -> Response:
    return StreamingResponse(_without_end())


async def packed(_: Request) -> Response:
    return Response(gzip.compress(VIDEO), headers={"Content-Encoding": "gzip"})


async def _without_end() -> AsyncIterator[bytes]:
    yield VIDEO
    while True:
        await asyncio.sleep(0.01)
        yield b"\0"


async def _unannounced_size() -> AsyncIterator[bytes]:
    yield VIDEO
    for _ in range(100):
        yield bytes(1000)


SITE = Starlette(
    routes=[
        Route("/clip.mp4", clip),
        Route("/page", page),
        Route("/document", document),
        Route("/nothing", nothing),
        Route("/status/{status:int}", status),
        Route("/hop/{left:int}", hop),
        Route("/away", away),
        Route("/unannounced", unannounced),
        Route("/cut-short", cut_short),
        Route("/dripping", dripping),
        Route("/packed", packed),
    ]
)


@pytest.fixture(scope="module")
def rules() -> Iterator[AddressRules]:
    with serving(SITE) as port:
        yield AddressRules.from_setting(f"{HOST}=127.0.0.1:{port}")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "video"


def fetch(path: str, target: Path, rules: AddressRules, largest: int = 10_000) -> list[str]:
    told: list[str] = []
    download(f"http://{HOST}{path}", target, rules, largest, told.append)
    return told


@contextmanager
def refused_for(reason: str) -> Iterator[None]:
    with pytest.raises(VideoError, match=reason) as caught:
        yield
    assert str(caught.value).endswith(".")


def test_a_direct_link_becomes_a_file_and_progress_is_told(target: Path, rules: AddressRules) -> None:
    told = fetch("/clip.mp4", target, rules)
    assert target.read_bytes() == VIDEO
    assert told[-1] == "Downloading the video ... 100% of 0 MB"


def test_the_server_is_asked_in_the_name_of_its_host(target: Path, rules: AddressRules) -> None:
    fetch("/clip.mp4", target, rules)
    assert seen_hosts[-1] == HOST


def test_redirects_are_followed_up_to_a_point(target: Path, rules: AddressRules) -> None:
    fetch(f"/hop/{MOST_REDIRECTS - 1}", target, rules)
    assert target.read_bytes() == VIDEO
    with refused_for("redirected again and again"):
        fetch(f"/hop/{MOST_REDIRECTS}", target, rules)


@pytest.mark.parametrize(
    "destination",
    [
        "http://127.0.0.1/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.8/",
        "http://100.64.0.1/",
        "http://[64:ff9b::7f00:1]/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(
    destination: str, target: Path, rules: AddressRules
) -> None:
    with refused_for("not a public address"):
        fetch(f"/away?to={destination}", target, rules)
    assert not target.exists()


@pytest.mark.parametrize(
    "destination", ["file:///etc/passwd", "ftp://example.com/a", "http://a:b@example.com/"]
)
def test_a_redirect_to_another_scheme_or_with_a_login_is_refused(
    destination: str, target: Path, rules: AddressRules
) -> None:
    with refused_for("plain http"):
        fetch(f"/away?to={destination}", target, rules)


def test_a_name_with_one_private_answer_among_public_ones_is_refused(target: Path) -> None:
    rules = AddressRules(lookup=lambda _host, _port: ["93.184.215.14", "10.0.0.1"])
    with refused_for("not a public address"):
        fetch("/clip.mp4", target, rules)


def test_an_unknown_host_is_called_unknown(target: Path) -> None:
    with refused_for("no host videos.example.com"):
        fetch("/clip.mp4", target, AddressRules(lookup=lambda _host, _port: []))


@pytest.mark.parametrize("path", ["/status/404", "/status/410"])
def test_a_vanished_video_is_called_vanished(path: str, target: Path, rules: AddressRules) -> None:
    with refused_for("no video at this link any more"):
        fetch(path, target, rules)


@pytest.mark.parametrize("path", ["/status/401", "/status/403"])
def test_a_login_is_called_a_login(path: str, target: Path, rules: AddressRules) -> None:
    with refused_for("asks for a login"):
        fetch(path, target, rules)


def test_a_web_page_is_not_taken_for_a_video_whatever_it_is_called(target: Path, rules: AddressRules) -> None:
    with refused_for("web page"):
        fetch("/page", target, rules)


def test_another_kind_of_file_is_not_taken_for_a_video(target: Path, rules: AddressRules) -> None:
    with refused_for("not a video"):
        fetch("/document", target, rules)


def test_an_empty_file_is_called_empty(target: Path, rules: AddressRules) -> None:
    with refused_for("empty file"):
        fetch("/nothing", target, rules)


@pytest.mark.parametrize("path", ["/clip.mp4", "/unannounced"])
def test_a_file_over_the_limit_is_not_read_to_its_end(path: str, target: Path, rules: AddressRules) -> None:
    with refused_for("larger than"):
        fetch(path, target, rules, largest=1000)


def test_a_file_that_would_have_to_be_unpacked_is_refused(target: Path, rules: AddressRules) -> None:
    with refused_for("compressed"):
        fetch("/packed", target, rules)


def test_a_site_that_sends_a_little_for_ever_is_hung_up_on(
    target: Path, rules: AddressRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(direct, "MOST_SECONDS", 0.2)
    with refused_for("too slowly"):
        fetch("/dripping", target, rules, largest=1_000_000)


@pytest.mark.parametrize("path", ["/status/503", "/status/429", "/cut-short"])
def test_what_may_pass_is_worth_another_try(path: str, target: Path, rules: AddressRules) -> None:
    with pytest.raises(TransientError):
        fetch(path, target, rules)


@pytest.mark.parametrize("link", ["http://", "http://[broken", "http://exa mple.com/", "https://ex%zzample/"])
def test_a_malformed_link_is_refused_in_words(link: str, target: Path) -> None:
    with pytest.raises(VideoError):
        download(link, target, AddressRules(lookup=lambda _host, _port: []), 1000, lambda _: None)
