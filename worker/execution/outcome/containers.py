"""Looking into files that hold others: archives, office documents, compressed files and PDFs.

Only kinds that are known are looked into, and only text within them. Everything else is `Closed`, as is what
goes beyond the bounds that keep a hostile archive from filling memory: nobody knows what it holds.
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
#: What reading a damaged or unusual archive raises.
_DAMAGES: Final = (
    *(OSError, EOFError, RuntimeError, ValueError),
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, lzma.LZMAError),
)
_TAG = re.compile(rb"<[^>]*>")


def contents_of(content: bytes) -> Iterator[bytes]:
    """Yield `content` and, if it holds others, theirs, one level deep.

    Raises:
        Closed: it is of no known kind, there is more than can be looked at, or it cannot be looked into.
    """
    yield content
    try:
        if is_pdf(content):
            yield from parts_of_pdf(content, LARGEST_SUM)
        elif _is_container(content):
            yield from _members_of(content)
        elif decoded(content) is None:
            raise Closed
    except _DAMAGES as error:
        raise Closed from error


def holds_others(content: bytes) -> bool:
    """Whether `content` has to be looked into: what is read in it as it stands is not all."""
    return is_pdf(content) or _is_container(content)


def _is_container(content: bytes) -> bool:
    return content.startswith(_GZIP) or _is_tar(content) or zipfile.is_zipfile(io.BytesIO(content))


def _is_tar(content: bytes) -> bool:
    return content.startswith(_TAR, _TAR_AT)


def _members_of(content: bytes) -> Iterator[bytes]:
    room = LARGEST_SUM
    for number, member in enumerate(_opened(content)):
        data = member.read(room + 1)
        room -= len(data)
        if room < 0 or number >= MOST_MEMBERS or not _is_text(data):
            raise Closed
        yield data
        yield _TAG.sub(b"", data)  # an office document may have marks amid a word


def _is_text(data: bytes) -> bool:
    return not holds_others(data) and not is_picture(data) and decoded(data) is not None


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
