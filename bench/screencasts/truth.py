"""What was truly done in a recording, as the file beside it says."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.screencasts.catalogue import SPLIT, Split

_TRUTH = ".events.json"
#: Names that recorders give to keys which the product calls otherwise.
_KEYS = {"Return": "Enter"}
_STATES = frozenset({"checked", "unchecked"})


@dataclass(frozen=True, slots=True)
class Deed:
    """One true action. Times are seconds into the video."""

    kind: str  #: as in `worker.analysis.evidence.EventKind`
    start: float
    end: float  #: when what it led to could be seen
    target: str | None = None  #: None where the truth knows no visible label
    text: str | None = None
    secret: bool = False
    states_told: bool = True  #: False where the truth tells of no box or switch what it was left as


@dataclass(frozen=True, slots=True)
class Film:
    """A recording with its truth."""

    path: Path
    split: Split
    duration: float  #: seconds
    deeds: tuple[Deed, ...]

    @property
    def name(self) -> str:
        return self.path.stem


def films(folder: Path) -> list[Film]:
    """Return the recordings of a folder, those for development first."""
    found = [_film(path) for path in sorted(folder.glob(f"*{_TRUTH}"))]
    return sorted(found, key=lambda film: list(Split).index(film.split))


def _film(path: Path) -> Film:
    truth = json.loads(path.read_text(encoding="utf-8"))
    states_told = any(event.get("text") in _STATES for event in truth["events"])
    return Film(
        path.with_name(truth["video"]),
        _split(truth),
        truth["duration"],
        tuple(_deed(event, states_told=states_told) for event in truth["events"]),
    )


def _split(truth: dict[str, Any]) -> Split:
    """Return the part a film belongs to today: a site's may have changed since it was filmed."""
    return SPLIT.get(truth.get("scenario", ""), Split(truth.get("split", Split.GIVEN)))


def _deed(event: dict[str, Any], *, states_told: bool) -> Deed:
    target = event.get("target")
    text = event.get("text") or event.get("option") or event.get("key")
    return Deed(
        event["kind"],
        event["t_start"],
        max(event["t_end"], event.get("t_effect", event["t_end"])),
        target if target and not target.startswith("#") else None,  # A selector is no label.
        _KEYS.get(text, text) if text else None,
        bool(event.get("secret")),
        states_told,
    )
