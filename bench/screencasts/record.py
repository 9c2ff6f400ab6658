"""Film recordings, and write beside each what was truly done: NAME.mp4 or .webm, and NAME.events.json."""

import json
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.screencasts.actor import Actor
from bench.screencasts.catalogue import Recording
from bench.screencasts.developing import develop
from bench.screencasts.sites import SITES, create_site, host_of
from bench.screencasts.stories import IN_TERMINALS, ON_SITES
from bench.screencasts.take import Idling, Take
from bench.screencasts.terminal import Typist, opened_terminal
from playground.loopback import serving
from playground.recording.camera import duration, filming
from playground.recording.hand import Hand
from playground.recording.stage import browser, virtual_screen


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
    with ExitStack() as stack:
        display = stack.enter_context(virtual_screen(recording.style.screen))
        hand = Hand(display, seed, recording.style.pace)
        if recording.site in IN_TERMINALS:
            return _film_terminal(recording, raw, display, hand)
        return _film_site(recording, raw, display, hand)


def _film_site(recording: Recording, raw: Path, display: str, hand: Hand) -> Take:
    """Film what is done on a site. All sites are up, as one may lead to another."""
    style = recording.style
    with ExitStack() as stack:
        hosts = {host_of(site): stack.enter_context(serving(create_site(site, style.font))) for site in SITES}
        profile = Path(stack.enter_context(TemporaryDirectory(prefix="profile-"))) / "profile"
        page = stack.enter_context(browser(profile, display, style.screen, hosts))
        hand.rest(1.0, 1.2)
        clock = stack.enter_context(filming(display, raw, style.screen))
        idling = Idling(hand, clock, style.screen, Take())
        actor = Actor(page, idling)
        hand.rest(1.2, 1.5)
        for cue in ON_SITES[recording.site]:
            actor.act(cue)
        hand.rest(1.5, 1.8)
        return idling.take


def _film_terminal(recording: Recording, raw: Path, display: str, hand: Hand) -> Take:
    style = recording.style
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="home-")))
        terminal = stack.enter_context(opened_terminal(home, display, style.terminal))
        hand.rest(1.0, 1.2)
        clock = stack.enter_context(filming(display, raw, style.screen))
        idling = Idling(hand, clock, style.screen, Take())
        typist = Typist(terminal, idling)
        hand.rest(1.2, 1.5)
        for cue in IN_TERMINALS[recording.site]:
            typist.act(cue)
        hand.rest(1.5, 1.8)
        return idling.take


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
