"""Looking into files that hold others: archives, office documents, compressed files and PDFs.

Bounds keep a hostile archive from filling memory. What goes beyond them, or cannot be looked into at all, is
`Closed`: nobody knows what it holds.
"""

import gzip
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from worker.execution.outcome.closed import Closed
from worker.execution.outcome.covering import is_picture
from worker.execution.outcome.decoding import decoded
from worker.execution.outcome.pdf import is_pdf, parts_of_pdf

MOST_MEMBERS: Final = 200
LARGEST_SUM: Final = 20 << 20  #: bytes, of all that is inside

_GZIP = b"\x1f\x8b"
_TAR, _TAR_AT = b"ustar", 257
#: How content begins that only its own programs can read: compressed, or pictures and films.
_CLOSED: Final = (
    *(b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"Rar!", b"\x04\x22\x4d\x18"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\x1aE\xdf\xa3"),
)
_FILM, _FILM_AT = b"ftyp", 4

#: What reading a damaged or unusual archive raises.
_DAMAGES: Final = (
    *(OSError, EOFError, RuntimeError, ValueError),
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, lzma.LZMAError),
)
_TAG = re.compile(rb"<[^>]*>")


def contents_of(content: bytes) -> Iterator[bytes]:
    """Yield `content` and, if it holds others, theirs, one level deep.

    Raises:
        Closed: there is more than can be looked at, or it cannot be looked into.
    """
    yield content
    try:
        if is_pdf(content):
            yield from parts_of_pdf(content, LARGEST_SUM)
        elif _is_container(content):
            yield from _members_of(content)
        elif _is_closed(content):
            raise Closed
    except _DAMAGES as error:
        raise Closed from error


def holds_others(content: bytes) -> bool:
    """Whether `content` has to be looked into: what is read in it as it stands is not all."""
    return is_pdf(content) or _is_container(content) or _is_closed(content)


def _is_container(content: bytes) -> bool:
    return content.startswith(_GZIP) or _is_tar(content) or zipfile.is_zipfile(io.BytesIO(content))


def _is_tar(content: bytes) -> bool:
    return content.startswith(_TAR, _TAR_AT)


def _is_closed(content: bytes) -> bool:
    return decoded(content) is None and (content.startswith(_CLOSED) or content.startswith(_FILM, _FILM_AT))


def _members_of(content: bytes) -> Iterator[bytes]:
    room = LARGEST_SUM
    for number, member in enumerate(_opened(content)):
        data = member.read(room + 1)
        room -= len(data)
        if room < 0 or number >= MOST_MEMBERS or holds_others(data) or is_picture(data):
            raise Closed
        yield data
        yield _TAG.sub(b"", data)  # an office document may have marks amid a word


def _opened(content: bytes) -> Iterator[IO[bytes] | gzip.GzipFile]:
    file = io.BytesIO(content)
    if content.startswith(_GZIP):
        with gzip.open(file) as inside:
            yield inside
    elif _is_tar(content):
        with tarfile.open(fileobj=file, mode="r:") as tar:
            yield from (found for member in tar if (found := tar.extractfile(member)))
    else:
        with zipfile.ZipFile(file) as archive:
            yield from (archive.open(name) for name in archive.infolist())
