"""The platforms whose pages hold a video rather than being it."""

from typing import Final

# Not docs.google.com: hardly any of its links leads to a video.
VIDEO_HOSTS: Final = ("loom.com", "youtube.com", "youtu.be", "vimeo.com", "drive.google.com")


def is_video_host(host: str) -> bool:
    """Whether `host`, in lower case, is one of these platforms or a part of one."""
    return any(host == site or host.endswith(f".{site}") for site in VIDEO_HOSTS)
