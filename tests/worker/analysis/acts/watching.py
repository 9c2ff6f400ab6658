"""Pictures in a row, as the interpreter takes them: without a file, as nothing is asked about decoding."""

from collections.abc import Sequence
from pathlib import Path

from tests.worker.analysis.films import HEIGHT, RATE, WIDTH
from worker.analysis.address_bar import AddressBar
from worker.analysis.browser import Browser
from worker.analysis.deltas import deltas
from worker.analysis.evidence import Event, EventKind
from worker.analysis.frames import Picture, Pixels, Sample
from worker.analysis.geometry import Box
from worker.analysis.interpret import Interpreter
from worker.analysis.keeping import Keeper
from worker.analysis.masks.restless import Unrest
from worker.analysis.moments import moments
from worker.analysis.pointing.follower import Follower
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.changes import changes

Told = tuple[EventKind, str | None, str | None]


def shown(page: Pixels, seconds: float) -> list[Pixels]:
    """A page for some time, without a pointer."""
    return [page] * round(seconds * RATE)


def told(pictures: Sequence[Pixels], folder: Path) -> list[Told]:
    """Kind, label and text of each event."""
    return [(event.kind, event.label, event.text) for event in events_of(pictures, folder)]


def events_of(pictures: Sequence[Pixels], folder: Path) -> list[Event]:
    """What is understood of pictures at ten a second."""
    track = _followed(pictures)
    found = changes(track, Box(0, 0, WIDTH, HEIGHT))
    reader = Reader()
    with Keeper(folder, 1.0) as keeper:
        browser = Browser(AddressBar(reader, 1.0), pictures[0])
        interpreter = Interpreter(reader, browser, keeper)
        for change, look in zip(found, moments(found, track, WIDTH * HEIGHT), strict=True):
            views = [Picture(t, pictures[min(round(t * RATE), len(pictures) - 1)]) for t in look]
            interpreter.take(Scene(change, (views[0], views[1], views[2]), track, views[3]))
    return interpreter.events


def _followed(pictures: Sequence[Pixels]) -> PointerTrack:
    follower = Follower(1.0)
    greys = {id(picture): picture[:, :, 0].copy() for picture in pictures}
    samples = [Sample(number / RATE, greys[id(p)], greys[id(p)]) for number, p in enumerate(pictures)]
    for delta, sample in deltas(samples, 1, Unrest(1)):
        follower.follow(delta, sample.whole)
    return follower.track
