"""Deeds, events and rows with only what matters in a test."""

from pathlib import Path

from bench.screencasts.catalogue import Split
from bench.screencasts.event_score import score_events
from bench.screencasts.observing import Observation, Spent
from bench.screencasts.plan_score import score_plan
from bench.screencasts.scoring import Row
from bench.screencasts.truth import Deed, Film
from worker.analysis.evidence import Event, EventKind


def a_deed(
    kind: str = "click", at: float = 10.0, target: str | None = "Save", text: str | None = None
) -> Deed:
    return Deed(kind, at, at + 0.2, target, text)


def an_event(
    kind: EventKind = EventKind.CLICK, at: float = 10.0, label: str | None = "Save", text: str | None = None
) -> Event:
    return Event(kind=kind, t_start=at, t_end=at + 0.3, label=label, text=text)


def a_row(deeds: tuple[Deed, ...], *events: Event, split: Split = Split.DEVELOPMENT) -> Row:
    film = Film(Path("film.mp4"), split, 30.0, deeds)
    seen = Observation(events, None, "", Spent(1, 1), Spent(2, 3), 600, 400.0)
    return Row(film, seen, score_events(deeds, events, ""), *score_plan(deeds, None), baselines=())
