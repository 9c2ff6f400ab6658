"""What the packets of a damaged file tell about those that are missing between them.

A demuxer looks for the next whole packet after damage and says nothing. That time passes between two pictures
is no sign of it: a still screen needs none. That bytes lie between them that belong to no packet is one.
"""

from worker.analysis.decoding.stamps import AnyPacket, shown_at

#: Formats, by ffmpeg's names, in which packets lie one behind the other with only their heads in between.
#: Others have an index that names every packet, or fill the space between them and mark what is damaged.
_DENSE = frozenset({"matroska,webm", "flv", "nut"})
#: The heads of a packet and of the group it opens take fewer bytes, by far.
_HEADS = 200
#: Pictures at most this many seconds apart follow each other.
_PAUSE = 0.2


class Losses:
    """Follows all packets of a file in their order, and notices where some are missing."""

    def __init__(self, file_format: str) -> None:
        """Follow a file of a format, by ffmpeg's name."""
        self._is_dense = file_format in _DENSE
        self._read_up_to: int | None = None  #: bytes from the beginning of the file
        self._has_skipped = False  #: whether bytes since the last picture belong to no packet
        self._shown: float | None = None  #: time of the last picture
        self.first_at: float | None = None  #: the second of the file's clock after which something is missing

    def pass_over(self, packet: AnyPacket) -> None:
        """Take note of the next packet, whatever it holds."""
        if packet.pos is None:
            return
        if self._read_up_to is not None and packet.pos - self._read_up_to > _HEADS:
            self._has_skipped = True
        self._read_up_to = max(self._read_up_to or 0, packet.pos + packet.size)

    def reach(self, picture: AnyPacket) -> None:
        """The packet that was passed over last holds a picture of the film."""
        t = shown_at(picture)
        since = t if self._shown is None else self._shown
        if self.first_at is None and (picture.is_corrupt or self._is_missing(t - since)):
            self.first_at = since
        self._has_skipped, self._shown = False, max(t, since)

    def _is_missing(self, pause: float) -> bool:
        return self._is_dense and self._has_skipped and pause > _PAUSE
