"""Finding the screencast in what somebody wrote or posted."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from pydantic import BaseModel

from models.video_hosts import is_video_host

#: A link as the chat marks it up, ``<https://host/path|label>``, or bare.
_LINK: Final = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+)", re.IGNORECASE)

_VIDEO_SUFFIXES: Final = {".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".ogv"}


class PostedFile(BaseModel):
    """A file in a message, as far as we look at it."""

    id: str
    title: str | None = None
    mimetype: str | None = None
    is_external: bool = False
    url_private: str | None = None


@dataclass(frozen=True)
class Source:
    """Where a screencast is: a link, or a file that the chat workspace hosts."""

    link: str | None = None
    file: str | None = None
    title: str | None = None


def find_any_link(text: str) -> Source | None:
    """Return the first http(s) link, for where somebody speaks to us on purpose."""
    return next((Source(link=link) for link in _links(text)), None)


def find_video_link(text: str) -> Source | None:
    """Return the first link that looks like a video, for where people speak with each other."""
    return next((Source(link=link) for link in _links(text) if looks_like_video(link)), None)


def find_video_file(files: Sequence[PostedFile]) -> Source | None:
    """Return the first posted video."""
    return next((_source(file) for file in files if (file.mimetype or "").startswith("video/")), None)


def looks_like_video(link: str) -> bool:
    try:
        address = urlsplit(link)
    except ValueError:  # people write all kinds of things to each other
        return False
    named_like_one = PurePosixPath(address.path).suffix.lower() in _VIDEO_SUFFIXES
    return named_like_one or is_video_host(address.hostname or "")


def _links(text: str) -> list[str]:
    return [html.unescape(marked or bare) for marked, bare in _LINK.findall(text)]


def _source(file: PostedFile) -> Source:
    if file.is_external:
        return Source(link=file.url_private, title=file.title)
    return Source(file=file.id, title=file.title)
