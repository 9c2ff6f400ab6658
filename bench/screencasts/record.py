"""Film recordings, and write beside each what was truly done: NAME.mp4 or .webm, and NAME.events.json."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from bench.screencasts.applications.catalogue import APPLICATIONS
from bench.screencasts.applications.operator import Operator
from bench.screencasts.catalogue import Recording
from bench.screencasts.clerk import Clerk, ClerkCue
from bench.screencasts.cues import TerminalCue
from bench.screencasts.desk_stories import AT_DESKS, AT_SHELLS
from bench.screencasts.developing import develop
from bench.screencasts.halting import HaltingHand
from bench.screencasts.sites import SITES, create_site, host_of
from bench.screencasts.stories import IN_TERMINALS, ON_SITES
from bench.screencasts.styles import Style
from bench.screencasts.take import Idling, Take
from bench.screencasts.terminal import Terminal, Typist, opened_terminal
from bench.screencasts.third_stories import THIRD_ON_SITES
from bench.screencasts.unseen_stories import UNSEEN_IN_TERMINALS, UNSEEN_ON_SITES
from playground.loopback import serving
from playground.recording.camera import duration, filming
from playground.recording.hand import Hand
from playground.recording.stage import browser, virtual_screen

_ALL_ON_SITES: dict[str, tuple[ClerkCue, ...]] = {**ON_SITES, **AT_DESKS, **UNSEEN_ON_SITES, **THIRD_ON_SITES}
_ALL_IN_TERMINALS: dict[str, tuple[TerminalCue, ...]] = {**IN_TERMINALS, **AT_SHELLS, **UNSEEN_IN_TERMINALS}
_BY_HALTING_HANDS = {
    *AT_DESKS,
    *AT_SHELLS,
    *UNSEEN_ON_SITES,
    *UNSEEN_IN_TERMINALS,
    *THIRD_ON_SITES,
    *APPLICATIONS,
}


def record(recording: Recording, folder: Path, seed: int) -> Path:
    """Film one recording into `folder`; gives the film's path."""
    film = folder / f"{recording.name}{recording.style.codec.suffix}"
    with TemporaryDirectory(prefix="film-") as aside:
        raw = Path(aside) / "raw.mkv"
        take = _film(recording, raw, seed)
        develop(raw, film, recording.style, take)
    _write_truth(recording, film, take)
    return film


def _film(recording: Recording, raw: Path, seed: int) -> Take:
    style = recording.style
    with ExitStack() as stack:
        display = stack.enter_context(virtual_screen(style.screen))
        hand = _hand(recording)(display, seed, style.pace)
        shown = stack.enter_context(_opened(recording, display))
        hand.rest(1.0, 1.2)
        clock = stack.enter_context(filming(display, raw, style.screen))
        idling = Idling(hand, clock, style.screen, Take())
        hand.rest(1.2, 1.5)
        _play(recording.site, shown, idling)
        hand.rest(1.5, 1.8)
        return idling.take


def _hand(recording: Recording) -> type[Hand]:
    return HaltingHand if recording.site in _BY_HALTING_HANDS else Hand


def _opened(recording: Recording, display: str) -> AbstractContextManager[Terminal | Page]:
    if recording.site in _ALL_IN_TERMINALS:
        return _terminal(recording.style, display)
    if recording.site in APPLICATIONS:
        return _application(recording.site, recording.style, display)
    return _page(recording.style, display)


@contextmanager
def _terminal(style: Style, display: str) -> Iterator[Terminal]:
    with (
        TemporaryDirectory(prefix="home-") as home,
        opened_terminal(Path(home), display, style.terminal) as terminal,
    ):
        yield terminal


@contextmanager
def _page(style: Style, display: str) -> Iterator[Page]:
    """An empty page of a browser that reaches all sites, as one may lead to another."""
    with ExitStack() as stack:
        hosts = {host_of(site): stack.enter_context(serving(create_site(site, style.font))) for site in SITES}
        profile = Path(stack.enter_context(TemporaryDirectory(prefix="profile-"))) / "profile"
        yield stack.enter_context(browser(profile, display, style.screen, hosts))


@contextmanager
def _application(name: str, style: Style, display: str) -> Iterator[Page]:
    """An empty page of a browser that reaches a real application."""
    application = APPLICATIONS[name]
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix=f"{name}-")))
        port = stack.enter_context(application.serve(application.packages.installed(), home))
        profile = home / "browser" / "profile"
        yield stack.enter_context(browser(profile, display, style.screen, {host_of(name): port}))


def _play(site: str, shown: Terminal | Page, idling: Idling) -> None:
    if site in APPLICATIONS:
        assert isinstance(shown, Page)
        operator = Operator(shown, idling)
        for step in APPLICATIONS[site].story:
            operator.operate(step)
    elif isinstance(shown, Terminal):
        typist = Typist(shown, idling)
        for command in _ALL_IN_TERMINALS[site]:
            typist.act(command)
    else:
        clerk = Clerk(shown, idling)
        for cue in _ALL_ON_SITES[site]:
            clerk.do_chore(cue)


def _write_truth(recording: Recording, film: Path, take: Take) -> None:
    screen = recording.style.screen
    truth = {
        "scenario": recording.site,
        "style": recording.style_name,
        "split": recording.split,
        "video": film.name,
        "duration": duration(film),
        "size": [screen.width, screen.height],
        "fps": screen.frames_per_second,
        "events": take.truths,
        "negatives": take.negatives,
        "narration": take.narration,
    }
    film.with_suffix(".events.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
