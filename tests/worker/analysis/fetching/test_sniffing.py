import pytest

from models.errors import VideoError
from worker.analysis.fetching.sniffing import check_is_video


@pytest.mark.parametrize(
    "head",
    [
        b"\x00\x00\x00\x20ftypisom",
        b"\x00\x00\x00\x18stypmsdh",
        b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat",
        b"\x1a\x45\xdf\xa3webm",
        b"RIFF\x00\x10\x00\x00AVI LIST",
        b"OggS\x00\x02",
        b"GIF89a",
        b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        b"G" + bytes(187) + b"G" + bytes(187),
        bytes(4) + b"G" + bytes(191) + b"G" + bytes(187),
        b"\x06\x0e\x2b\x34\x02\x05\x01\x01",
        b"DKIF\x00\x00\x20\x00AV01",
        b"nut/multimedia container\x00",
        b"YUV4MPEG2 W640 H400",
        b"\x1f\x07\x00\xbf",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR....acTL",
    ],
)
def test_every_usual_container_is_taken(head: bytes) -> None:
    check_is_video(head)


@pytest.mark.parametrize(
    "head", [b"<!doctype html>", b"\n\n <HTML lang=en>", b"\xef\xbb\xbf<html>", b"<?xml ?>"]
)
def test_markup_is_called_a_web_page(head: bytes) -> None:
    with pytest.raises(VideoError, match="web page"):
        check_is_video(head)


@pytest.mark.parametrize(
    "head",
    [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"GET it"],
)
def test_anything_else_is_called_no_video(head: bytes) -> None:
    with pytest.raises(VideoError, match="not a video"):
        check_is_video(head)
