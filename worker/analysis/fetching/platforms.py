"""Links to video platforms, through yt-dlp: behind the wall, with the egress proxy as its only way out.

yt-dlp asks for whatever a page tells it to, so checking the link alone would not do.
"""

import asyncio
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.errors import VideoError
from models.video_hosts import is_video_host
from worker.analysis.fetching.complaints import TOO_LARGE, as_error
from worker.analysis.fetching.download_reports import REPORTING, Reports
from worker.analysis.fetching.fetched import Fetched
from worker.analysis.probe import VideoLimits
from worker.analysis.web_address import host_of
from worker.network.addresses import AddressRules
from worker.network.egress import PROXY_PORT, EgressProxy
from worker.wall.interior import INSIDE_WORKSPACE
from worker.wall.limits import Limits
from worker.wall.sandbox import Door, Launcher, Wall
from worker.wall.sockets import listening_socket

#: Anchored: a bare name is a regular expression that also admits playlists and whole channels.
EXTRACTORS = ("^loom$", "^youtube$", "^vimeo$", "^GoogleDrive$")

_SECONDS = 900
_CAPTIONS = "said"
#: English, and whatever was spoken: translations are left alone.
_LANGUAGES = ("en", "en-US", "en-GB", ".*-orig")


def is_platform(link: str) -> bool:
    """Whether a link leads to a platform whose pages hold the video rather than being it."""
    return is_video_host(host_of(link) or "")


@dataclass(frozen=True)
class PlatformDownloader:
    """Downloads under one set of rules."""

    rules: AddressRules
    limits: VideoLimits
    extractors: Sequence[str] = EXTRACTORS

    def download(self, link: str, folder: Path, progress: Callable[[str], None]) -> Fetched:
        """Return the video in `folder`, with its title, captions and sound where the platform has them.

        Raises:
            VideoError: it cannot be used; the message says why and what to do.
            TransientError: the platform or the way there is out of order for the moment.
            ConfigurationError: the sandbox's tools are not installed.
        """
        told = Reports(folder, self.limits.bytes, progress)
        asyncio.run(self._run(link, folder, told))
        if told.too_large:
            raise VideoError(TOO_LARGE)
        if not told.pictures:
            raise told.refusal or as_error(told.last_words)
        return Fetched(told.pictures[0], told.title, _captions(folder), next(iter(told.sounds), None))

    async def _run(self, link: str, folder: Path, told: Reports) -> None:
        with tempfile.TemporaryDirectory(prefix="understudy-fetch-") as doorway:
            socket_path = Path(doorway, "egress.sock")
            listening = listening_socket(socket_path, None)
            with Launcher(_wall(folder, socket_path, self.limits), Path(doorway, "yt-dlp")) as launcher:
                async with EgressProxy(self.rules, told.refused).serve(listening):
                    command = (str(launcher.path), *_options(self.limits, self.extractors), "--", link)
                    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env={})
                    await _watch(process, told)


def _captions(folder: Path) -> Path | None:
    """Return the captions in the language that comes first."""
    return next(iter(sorted(folder.glob(f"{_CAPTIONS}.en*"))), None) or next(
        folder.glob(f"{_CAPTIONS}.*"), None
    )


def _wall(folder: Path, proxy: Path, limits: VideoLimits) -> Wall:
    """Show it Python and its libraries, and let it write no file larger than what is accepted."""
    homes = {Path(sys.prefix), Path(sys.base_prefix)}
    return Wall(
        workspace=folder,
        doors=(Door(PROXY_PORT, proxy),),
        programs={str(home): home for home in homes if not home.is_relative_to("/usr")},
        entry=(sys.executable, "-m", "yt_dlp"),
        limits=Limits(memory=1 << 30, processes=64, file_size=limits.bytes + (1 << 20)),
    )


def _options(limits: VideoLimits, extractors: Sequence[str]) -> tuple[str, ...]:
    return (
        *("--ignore-config", "--no-plugin-dirs", "--no-cache-dir", "--no-playlist", "--playlist-items", "1"),
        *("--use-extractors", ",".join(extractors), "--proxy", f"http://127.0.0.1:{PROXY_PORT}"),
        *("--match-filters", f"duration<=?{limits.seconds:.0f} & !is_live"),
        *("--max-filesize", str(limits.bytes), "--socket-timeout", "30", "--retries", "3"),
        # Sound that is apart stays apart: joining the two would need another program.
        *("--format", "bv*[height<=1080]/b,ba[abr<=100]/wa", "--fixup", "never", "--no-part", "--no-mtime"),
        *("--output", f"{INSIDE_WORKSPACE}/video.%(autonumber)s.%(ext)s"),
        # A video without its captions is still a video.
        *("--write-subs", "--write-auto-subs", "--sub-format", "vtt/srt", "--ignore-errors"),
        *(
            "--sub-langs",
            ",".join(_LANGUAGES),
            "--output",
            f"subtitle:{INSIDE_WORKSPACE}/{_CAPTIONS}.%(ext)s",
        ),
        *REPORTING,
    )


async def _watch(process: Process, told: Reports) -> None:
    try:
        async with asyncio.timeout(_SECONDS):
            await asyncio.gather(_listen(process.stdout, told), _listen(process.stderr, told))
    except TimeoutError as error:
        raise VideoError("The site sends this video too slowly. Upload the file instead.") from error
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _listen(stream: asyncio.StreamReader | None, told: Reports) -> None:
    while stream and not told.too_large and (line := await stream.readline()):
        told.hear(line.decode(errors="replace").strip())
