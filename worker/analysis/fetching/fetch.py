"""A link becomes a file on disk, within the limits, or one clear sentence about why not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from models.errors import TransientError, VideoError
from worker.analysis.fetching import direct
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.fetching.platforms import PlatformDownloader, is_platform
from worker.analysis.fetching.sniffing import TELLING_BYTES, check_is_video
from worker.analysis.probe import VideoLimits, probe
from worker.analysis.wording import clip
from worker.network.addresses import AddressRules

_PAUSES = (1.0, 4.0)  #: seconds before the second and the third attempt


@dataclass(frozen=True)
class Fetcher:
    """Fetches links under one set of rules."""

    rules: AddressRules
    limits: VideoLimits
    pauses: Sequence[float] = _PAUSES

    def fetch(self, link: str, folder: Path, progress: Callable[[str], None]) -> Fetched:
        """Put what `link` leads to into `folder`, a video within the limits.

        Raises:
            VideoError: it cannot be used; the message says why and what to do.
        """
        fetched = self._download(link.strip(), folder, progress)
        check_file(fetched.path, self.limits)
        return fetched

    def _download(self, link: str, folder: Path, progress: Callable[[str], None]) -> Fetched:
        for pause in self.pauses:
            try:
                return self._attempt(link, folder, progress)
            except TransientError:
                progress("The download broke off, trying again ...")
                time.sleep(pause)
        try:
            return self._attempt(link, folder, progress)
        except TransientError as error:
            raise VideoError(f"{error} Try again later, or upload the file.") from error

    def _attempt(self, link: str, folder: Path, progress: Callable[[str], None]) -> Fetched:
        if is_platform(link):
            return PlatformDownloader(self.rules, self.limits).download(link, folder, progress)
        target = folder / "video"
        direct.download(link, target, self.rules, self.limits.bytes, progress)
        return Fetched(target, _file_name(link))


def check_file(path: Path, limits: VideoLimits) -> None:
    """Hold a file, wherever it came from, to what is accepted.

    Raises:
        VideoError: it is no video, or too long, or too large.
    """
    with path.open("rb") as file:
        head = file.read(TELLING_BYTES)
    if head:
        check_is_video(head)
    probe(path, limits)


def _file_name(link: str) -> str | None:
    return clip(unquote(urlsplit(link).path).rpartition("/")[2], 200) or None
