"""What the first bytes of a file say it is: servers call anything `video/mp4`, also their login pages."""

from models.errors import VideoError

#: Enough bytes to tell every kind of file named here.
TELLING_BYTES = 1024

_TRANSPORT_PACKET = 188
_TIMED_PACKET = 192  #: a transport packet after four bytes of time, as cameras write them
_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp", b"sidx", b"moof")
_VIDEO_STARTS = (
    b"\x1a\x45\xdf\xa3",  # WebM, Matroska
    b"OggS",
    b"FLV",
    b"GIF8",  # many a screencast is one
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # Windows Media
    b"\x06\x0e\x2b\x34",  # MXF
    b".RMF",  # RealMedia
    b"DKIF",  # IVF
    b"nut/multimedia container\x00",
    b"YUV4MPEG2 ",
    b"\x1f\x07\x00",  # DV
)
_MARKUP = (b"<!", b"<html", b"<head", b"<script", b"<?xml")


def check_is_video(head: bytes) -> None:
    """Say plainly what a file is, if it is not a video.

    Raises:
        VideoError: it is a web page, or some other kind of file.
    """
    if _is_markup(head):
        raise VideoError(
            "This is a web page and not a video, perhaps of a site that asks for a login. "
            "Share the recording itself, or a link to it that anybody can open."
        )
    if not _is_video(head):
        raise VideoError("This is not a video. Share an MP4 or WebM recording, or a link to one.")


def _is_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP)


def _is_video(head: bytes) -> bool:
    if head[4:8] in _ATOMS or head.startswith(_VIDEO_STARTS):
        return True
    if head.startswith(b"RIFF"):
        return head[8:12] == b"AVI "
    if head.startswith(b"\x89PNG"):
        return b"acTL" in head  # it says at once how many pictures it has
    return _is_transport_stream(head)


def _is_transport_stream(head: bytes) -> bool:
    return any(
        head[start : start + 1] == head[start + size : start + size + 1] == b"G"
        for start, size in ((0, _TRANSPORT_PACKET), (4, _TIMED_PACKET))
    )
