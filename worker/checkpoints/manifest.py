"""What a checkpoint is: the folders, files and links of a workspace, and where each block of content lies.

A file is a list of blocks; a block is named by the BLAKE3 of its bytes and found at a `Place` inside a pack.
A manifest is self-contained: it never refers to another one, so any checkpoint may go without hurting others.
It is only believed after its SHA-256 matched the row's, and even then every field is checked here.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, Self
from urllib.parse import quote_from_bytes, unquote_to_bytes

import zstandard
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    model_validator,
)

from models.errors import UserError

BLOCK = 4 << 20  #: bytes of a file that are named, stored and verified as one
FRAME = 1 << 20  #: bytes after which neighbouring blocks are compressed together
PACK = 16 << 20  #: bytes after which frames are put as one object

#: What a workspace may hold, and what a restore may write: a manifest cannot ask for more than a take allows.
MOST_ENTRIES = 200_000
MOST_BYTES = 8 << 30
LONGEST_PATH = 3000
_LARGEST_FRAME = FRAME + BLOCK
_LARGEST_MANIFEST = 256 << 20

#: A moment and a random part: what packs and manifests are called.
OBJECT_NAME = re.compile(r"^\d{8}T\d{6}Z-[0-9a-f]{16}$")


class DamagedCheckpoint(UserError):  # noqa: N818 - reads as what it says
    """This checkpoint is damaged, so nothing was changed. Restore another one of the list."""


def _bytes_of(value: object) -> object:
    return unquote_to_bytes(value) if isinstance(value, str) else value


#: File names are bytes, not text; in JSON whatever is not plain ASCII is percent-encoded.
Name = Annotated[bytes, BeforeValidator(_bytes_of), PlainSerializer(quote_from_bytes)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PackName = Annotated[str, StringConstraints(pattern=OBJECT_NAME.pattern)]
#: Permissions only: no set-user-id, set-group-id or sticky bit is ever kept.
Mode = Annotated[int, Field(ge=0, le=0o777)]
Nanoseconds = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Count = Annotated[int, Field(ge=0, lt=2**63)]


class Place(NamedTuple):
    """Where the bytes of a block are: in which compressed frame of which pack, and where inside it."""

    pack: PackName
    frame_at: Count
    frame_length: Count
    frame_size: Annotated[int, Field(ge=0, le=_LARGEST_FRAME)]  #: bytes once decompressed
    offset: Count
    length: Annotated[int, Field(ge=0, le=BLOCK)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Folder(_Part):
    path: Name
    mode: Mode
    modified: Nanoseconds


class File(_Part):
    path: Name
    mode: Mode
    modified: Nanoseconds
    size: Count
    blocks: list[tuple[Count, Digest]]  #: (block number, name) in order; a number left out is a hole


class Link(_Part):
    """A symbolic link: kept as text, never followed."""

    path: Name
    target: Name
    modified: Nanoseconds


class Manifest(_Part):
    version: Literal[1] = 1
    folders: list[Folder]
    files: list[File]
    links: list[Link]
    places: dict[Digest, Place]
    skipped: list[Name]  #: sockets, pipes, devices and what could not be read

    @property
    def size(self) -> int:
        """Bytes of file content; holes count for nothing."""
        return sum(self.places[name].length for file in self.files for _, name in file.blocks)

    @property
    def packs(self) -> set[str]:
        return {place.pack for place in self.places.values()}

    def pack(self) -> bytes:
        """Return the bytes to store."""
        return zstandard.compress(self.model_dump_json().encode())

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _check_paths(self)
        for place in self.places.values():
            _require(place.offset + place.length <= place.frame_size)
        for file in self.files:
            _check_blocks(file, self.places)
        _require(self.size <= MOST_BYTES)
        return self


def unpack_manifest(stored: bytes) -> Manifest:
    """Read a stored manifest.

    Raises:
        DamagedCheckpoint: it is not one, or asks for something that no take would have written.
    """
    try:
        return Manifest.model_validate_json(decompress(stored, _LARGEST_MANIFEST))
    except ValidationError as error:
        raise DamagedCheckpoint from error


def decompress(frame: bytes, largest: int) -> bytes:
    """Decompress one frame of at most `largest` bytes.

    The size a frame declares is looked at first: zstandard ignores its own limit when there is one.

    Raises:
        DamagedCheckpoint: it is no frame, declares no size, or is larger than allowed.
    """
    try:
        if not 0 <= zstandard.frame_content_size(frame) <= largest:
            raise DamagedCheckpoint
        return zstandard.ZstdDecompressor().decompress(frame)
    except zstandard.ZstdError as error:
        raise DamagedCheckpoint from error


def _check_paths(manifest: Manifest) -> None:
    folders = {b""} | {folder.path for folder in manifest.folders}
    paths = list(_paths(manifest))
    _require(len(paths) <= MOST_ENTRIES)
    _require(len(paths) == len(set(paths)))
    for path in paths:
        parent, _, name = path.rpartition(b"/")
        _require(parent in folders and name not in {b"", b".", b".."})
        _require(not path.startswith(b"/") and b"\0" not in path and len(path) <= LONGEST_PATH)


def _paths(manifest: Manifest) -> Iterator[bytes]:
    for part in (manifest.folders, manifest.files, manifest.links):
        yield from (entry.path for entry in part)


def _check_blocks(file: File, places: dict[str, Place]) -> None:
    numbers = [number for number, _ in file.blocks]
    _require(numbers == sorted(set(numbers)))
    for number, name in file.blocks:
        _require(name in places and places[name].length == min(BLOCK, file.size - number * BLOCK))


def _require(condition: bool) -> None:  # noqa: FBT001 - reads as an assertion that stays with -O
    if not condition:
        raise ValueError("the parts of this manifest do not fit together")
