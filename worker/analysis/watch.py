"""From a screencast to evidence: decode, find what changed, look at those moments, say what was done."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from worker.analysis.address_bar import AddressBar
from worker.analysis.album import Album
from worker.analysis.browser import Browser
from worker.analysis.decoding.film import Film
from worker.analysis.decoding.planes import Size
from worker.analysis.deltas import deltas
from worker.analysis.evidence import Event, Evidence, VideoFacts
from worker.analysis.frames import shrink_factor
from worker.analysis.geometry import Box
from worker.analysis.interpret import Interpreter
from worker.analysis.keeping import Keeper
from worker.analysis.masks.restless import Unrest
from worker.analysis.moments import moments
from worker.analysis.pointing.follower import Follower
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.probe import VideoLimits, probe
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.addresses import SecretAddresses
from worker.analysis.secrecy.commands import with_concealed_commands
from worker.analysis.settling.change import Change
from worker.analysis.settling.changes import changes
from worker.analysis.terminal.covering import SecretRows

#: Height of the screen whose pixels all sizes are given in.
USUAL_HEIGHT = 1080


def watch(
    video: Path,
    out: Path,
    progress: Callable[[str], None] = lambda _: None,
    limits: VideoLimits = VideoLimits(),  # noqa: B008 - frozen
) -> Evidence:
    """What was seen in a screencast. Pictures are written under ``out/frames``, any password in them covered.

    Raises:
        VideoError: it cannot be decoded or exceeds the limits; the message says what to do.
    """
    return _Watching(video, out, progress, limits).evidence()


class _Watching:
    """One video on its way to evidence."""

    def __init__(self, video: Path, out: Path, progress: Callable[[str], None], limits: VideoLimits) -> None:
        cv2.setNumThreads(1)  # The pictures are small; the threads belong to the decoder and to OCR.
        self._progress, self._limits = progress, limits
        self._timings: dict[str, float] = {}
        with self._timed("probe"):
            self._facts = probe(video, limits)
        self._scale = max(1.0, self._facts.height / USUAL_HEIGHT)
        self._keeper = Keeper(out, self._scale)
        self._film = Film(video, Size(self._facts.width, self._facts.height))

    def evidence(self) -> Evidence:
        with self._timed("changes"):
            self._progress("Looking for what changes on the screen")
            track = self._follow()
            found = changes(track, Box(0, 0, self._facts.width, self._facts.height))
        with self._timed("reading"), self._keeper:
            self._progress("Reading the screen")
            events, addresses = self._interpret(found, track)
        return Evidence(
            video=self._lasting(),
            events=with_concealed_commands(map(addresses.without, events)),
            frames=addresses.without_in(self._keeper.frames),
            timings=self._timings,
            notices=self._film.notices,
        )

    def _follow(self) -> PointerTrack:
        """The pointer's track, with the content that changed."""
        follower = Follower(self._scale)
        factor = shrink_factor(self._facts.width)
        unrest = Unrest(factor)
        for delta, sample in deltas(self._film.samples(self._limits.seconds), factor, unrest):
            follower.follow(delta, sample.whole)
        follower.track.restless = unrest.parts
        return follower.track

    def _interpret(self, found: list[Change], track: PointerTrack) -> tuple[list[Event], SecretAddresses]:
        last = self._film.length
        looks = moments(found, track, self._facts.width * self._facts.height)
        wanted = [0.0, *(t for look in looks for t in look), last]
        album = Album(self._film.pictures(sorted(set(wanted))), wanted)
        first = album.show(0.0)
        self._keeper.keep(first, "start")
        reader = Reader()
        browser = Browser(AddressBar(reader, self._scale), first.pixels)
        interpreter = Interpreter(reader, browser, self._keeper)
        for number, (change, look) in enumerate(zip(found, looks, strict=True), start=1):
            self._progress(f"Reading the screen: {number} of {len(found)} changes")
            views = (album.show(look.clear), album.show(look.before), album.show(look.after))
            interpreter.take(Scene(change, views, track, album.show(look.free)))
        self._keeper.keep(album.show(last), "end", browser.url)
        return interpreter.events, self._covered(browser, interpreter, track)

    def _covered(self, browser: Browser, interpreter: Interpreter, track: PointerTrack) -> SecretAddresses:
        """The secrets in addresses; these, and those in terminals, are only known once all was seen."""
        row = browser.address_row(self._facts.width)
        addresses = SecretAddresses(browser.addresses, interpreter.events, row)
        if addresses.are_any:
            self._keeper.cover(addresses.found_in)
        if interpreter.terminal.panes:
            self._keeper.cover(SecretRows(interpreter.terminal, interpreter.concealing, track).found_in)
        return addresses

    def _lasting(self) -> VideoFacts:
        """The facts, with the duration that was seen where the container gave none."""
        seen = max(self._facts.duration, self._film.length)
        return self._facts.model_copy(update={"duration": round(seen, 3)})

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._timings[stage] = round(time.perf_counter() - started, 3)
