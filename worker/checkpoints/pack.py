"""Writing blocks of content: each one once, compressed with its neighbours, many to an object."""

from collections.abc import Callable, Mapping

import zstandard
from blake3 import blake3

from worker.checkpoints.manifest import FRAME, PACK, Place

_LEVEL = 3

#: Stores one pack and returns its name.
PutPack = Callable[[bytes], str]


def name_of(block: bytes) -> str:
    """Return the name of a block: the BLAKE3 of its bytes, hex."""
    return blake3(block).hexdigest()


class Packer:
    """Takes blocks in, leaves out those with a known place, and puts the others into packs."""

    def __init__(self, put_pack: PutPack, known: Mapping[str, Place]) -> None:
        self._put_pack = put_pack
        self._known = known
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._places: dict[str, Place] = {}
        self._frame: dict[str, bytes] = {}
        self._frame_size = 0
        self._pack = bytearray()
        self._packed: dict[str, Place] = {}

    def keep(self, block: bytes) -> str:
        """Take in one block and return its name."""
        name = name_of(block)
        if name in self._known:
            self._places[name] = self._known[name]
        elif not (name in self._frame or name in self._packed or name in self._places):
            self._add(name, block)
        return name

    def finish(self) -> dict[str, Place]:
        """Put what is left, and return the place of every block that was taken in."""
        self._close_frame()
        self._close_pack()
        return self._places

    def _add(self, name: str, block: bytes) -> None:
        self._frame[name] = block
        self._frame_size += len(block)
        if self._frame_size >= FRAME:
            self._close_frame()
        if len(self._pack) >= PACK:
            self._close_pack()

    def _close_frame(self) -> None:
        raw = b"".join(self._frame.values())
        compressed = self._compressor.compress(raw)
        offset = 0
        for name, block in self._frame.items():
            self._packed[name] = Place(
                "", len(self._pack), len(compressed), self._frame_size, offset, len(block)
            )
            offset += len(block)
        self._pack += compressed if self._frame else b""
        self._frame.clear()
        self._frame_size = 0

    def _close_pack(self) -> None:
        if not self._packed:
            return
        pack = self._put_pack(bytes(self._pack))
        self._places |= {name: place._replace(pack=pack) for name, place in self._packed.items()}
        self._pack.clear()
        self._packed.clear()
