"""Whatever a file is called and however it is written, no secret in it is shown."""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from worker.execution.outcome import containers
from worker.execution.outcome.presentable import present
from worker.execution.secrecy.redaction import Redactor

_SECRET = "Pippin-42-Gröve"
_REDACTOR = Redactor([("PASSWORD", _SECRET)])
_NOTE = f"it is {_SECRET}, keep it\n"
_BINARY = b"\x7fELF\xff\x00\x01"


def _shown(content: bytes, name: str = "list.csv") -> bytes | None:
    shown = present(name, content, _REDACTOR)
    return shown.content if shown else None


def _picture(text: str, suffix: str) -> bytes:
    picture = np.full((120, 640, 3), 255, np.uint8)
    cv2.putText(picture, text, (20, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2, cv2.LINE_AA)
    return cv2.imencode(suffix, picture)[1].tobytes()


def _zipped(*members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(members):
            archive.writestr(f"{number}.xml", member)
    return file.getvalue()


def _in_a_tar(member: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("note")
        info.size = len(member)
        archive.addfile(info, io.BytesIO(member))
    return file.getvalue()


def _pdf(drawn: bytes, described: bytes = b"/Filter /FlateDecode") -> bytes:
    stream = zlib.compress(drawn)
    return b"%%PDF-1.7\n1 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n%%%%EOF" % (described, stream)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_in_any_encoding_is_redacted_and_becomes_utf_8(encoding: str) -> None:
    shown = _shown(_NOTE.encode(encoding))
    assert shown
    assert shown.decode().lstrip("\ufeff") == "it is [PASSWORD], keep it\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_without_a_mark_of_its_encoding_is_redacted_as_well(encoding: str) -> None:
    assert _shown(_NOTE.encode(encoding)) == b"it is [PASSWORD], keep it\n"


def test_text_of_western_europe_is_redacted_as_well() -> None:
    assert _shown(f"Caf\xe9: {_NOTE}".encode("latin-1")) == "Caf\xe9: it is [PASSWORD], keep it\n".encode()


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tiff", ".gif"])
@pytest.mark.parametrize("name", ["picture", "list.csv"])
def test_a_picture_is_covered_whatever_it_is_called(suffix: str, name: str) -> None:
    shown = present(name, _picture("Pippin-42-Grove", suffix), _REDACTOR)
    assert shown
    assert shown.name in {f"{name}.png", f"{name}.jpg"}
    assert shown.content_type.startswith("image/")
    pixels = cv2.imdecode(np.frombuffer(shown.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels is not None
    assert np.count_nonzero(pixels[50:75] < 100) == 0


def test_a_picture_keeps_a_name_that_fits() -> None:
    shown = present("last.jpeg", _picture("Welcome", ".jpg"), _REDACTOR)
    assert shown
    assert (shown.name, shown.content_type) == ("last.jpeg", "image/jpeg")


_CLOSED: dict[str, bytes] = {
    "a program": _BINARY + b"pears",
    "what zlib compressed": zlib.compress(b"pears" * 9),
    "what LZMA compressed, without a mark": lzma.compress(b"pears" * 9, format=lzma.FORMAT_ALONE),
    "nothing but a stream of deflate": zlib.compress(b"pears" * 9)[2:-4],
    "a program in an archive": _zipped(_BINARY + b"pears"),
    "a compressed program": gzip.compress(_BINARY + b"pears"),
    "a damaged picture": _picture("Welcome", ".png")[:60],
    "a film": b"\0\0\0\x20ftypisom" + bytes(64),
    "an archive that only its own program reads": b"7z\xbc\xaf\x27\x1c" + bytes(64),
    "an archive in an archive": _zipped(_zipped(b"pears")),
    "a compressed archive": gzip.compress(_in_a_tar(b"pears")),
    "a picture in a document": _zipped(_picture("Welcome", ".png")),
    "a damaged archive": gzip.compress(b"pears" * 99)[:-12],
    "a PDF with pictures": _pdf(b"", b"/Subtype /Image /Filter /DCTDecode"),
    "a PDF that numbers its letters anew": _pdf(b"/Encoding /Identity-H"),
    "a PDF that is damaged": _pdf(b"BT (pears) Tj ET")[:-40],
}


@pytest.mark.parametrize("what", _CLOSED)
def test_what_cannot_be_looked_through_is_shown_only_if_there_are_no_secrets(what: str) -> None:
    assert _shown(_CLOSED[what]) is None
    without = present("file", _CLOSED[what], Redactor())
    assert without
    assert without.content == _CLOSED[what]


_HOLDING: dict[str, Callable[[bytes], bytes]] = {
    "a compressed text": lambda secret: gzip.compress(secret.decode().encode("utf-16")),
    "an archive": lambda secret: _zipped(b"pears", b"<t>%s</t>" % secret),
    "a document that marks a part of a word": lambda secret: _zipped(
        b"<t>%s</t><t>%s</t>" % (secret[:6], secret[6:])
    ),
    "a tape archive": lambda secret: _in_a_tar(b"pears " + secret),
    "a PDF": lambda secret: _pdf(b"BT (%s) Tj ET" % secret),
    "a PDF with letters apart": lambda secret: _pdf(b"BT [(%s) -20 (%s)] TJ ET" % (secret[:6], secret[6:])),
    "a PDF in hexadecimal": lambda secret: _pdf(
        b"BT [<%s> -20 <%s>] TJ ET" % (secret[:6].hex().encode(), secret[6:].hex().encode())
    ),
}


@pytest.mark.parametrize("what", _HOLDING)
def test_a_file_is_left_out_only_if_a_secret_is_in_it(what: str) -> None:
    holding = _HOLDING[what]
    assert _shown(holding(_SECRET.encode())) is None
    harmless = holding("Granny-17-Smïth".encode())
    assert _shown(harmless) == harmless


@pytest.mark.parametrize(
    "content",
    [_zipped(*[b"pear"] * 4), gzip.compress(b"pears" * 99), _pdf(b"pears" * 99), _in_a_tar(b"pears" * 99)],
    ids=["members", "gzip", "PDF", "tar"],
)
def test_what_is_beyond_the_bounds_is_left_out(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(content) == content
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    monkeypatch.setattr(containers, "LARGEST_SUM", 400)
    assert _shown(content) is None
