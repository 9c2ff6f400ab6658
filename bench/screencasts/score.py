"""How well recordings are understood: python -m bench.screencasts.score VIDEO...

Beside each VIDEO lies NAME.events.json with what was truly done: ``events``, each with ``kind``, ``t_start``,
``t_end``, perhaps ``t_effect``, ``target``, ``text`` and ``secret``.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from worker.analysis.evidence import Event, EventKind, Evidence
from worker.analysis.watch import watch

#: Seconds by which an onset may be off.
SLACK = 0.5

Truth = dict[str, Any]


class Score(NamedTuple):
    """Shares of one recording; a share of nothing is 1."""

    recall: float
    precision: float
    labels: float  #: clicked targets whose name is exact, but for case and punctuation
    typed: float  #: typed texts that are exact; a secret counts when it was kept from the evidence
    speed: float  #: seconds of video per second


def score(truths: list[Truth], evidence: Evidence, seconds: float) -> Score:
    """Compare what was seen with what was done."""
    pairs = _matched(truths, evidence.events)
    clicks = [(t, e) for t, e in pairs if t["kind"] == "click" and not t["target"].startswith("#")]
    typed = [(t, e) for t, e in pairs if t["kind"] == "type"]
    return Score(
        recall=_share(len(pairs), len(truths)),
        precision=_share(len(pairs), len(evidence.events)),
        labels=_share(sum(_plain(t["target"]) == _plain(e.label or "") for t, e in clicks), len(clicks)),
        typed=_share(sum(_is_exact(t, e) for t, e in typed), len(typed)),
        speed=evidence.video.duration / seconds,
    )


def _matched(truths: list[Truth], events: list[Event]) -> list[tuple[Truth, Event]]:
    """One event for each action, as many as possible: those of the same kind first."""
    partner: dict[int, int] = {}
    fitting = [[n for n, event in enumerate(events) if _fits(truth, event)] for truth in truths]
    for number, truth in enumerate(truths):
        fitting[number].sort(key=lambda n: events[n].kind != truth["kind"])
        _assign(number, fitting, partner, set())
    return [(truths[truth], events[event]) for event, truth in sorted(partner.items())]


def _assign(truth: int, fitting: list[list[int]], partner: dict[int, int], tried: set[int]) -> bool:
    for event in fitting[truth]:
        if event in tried:
            continue
        tried.add(event)
        if event not in partner or _assign(partner[event], fitting, partner, tried):
            partner[event] = truth
            return True
    return False


def _fits(truth: Truth, event: Event) -> bool:
    last = max(truth["t_end"], truth.get("t_effect", truth["t_end"]))
    return bool(truth["t_start"] - SLACK <= event.t_start <= last + SLACK)


def _is_exact(truth: Truth, event: Event) -> bool:
    if event.kind is not EventKind.TYPE or event.secret != bool(truth.get("secret")):
        return False
    return event.text is None if event.secret else bool(event.text == truth.get("text"))


def _plain(label: str) -> str:
    return "".join(letter for letter in label.lower() if letter.isalnum())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def main(videos: list[str]) -> None:
    print(f"{'recording':24} {'recall':>7} {'prec.':>7} {'labels':>7} {'typed':>7} {'x real':>7}")
    for name in videos:
        video = Path(name)
        truths = json.loads(video.with_suffix(".events.json").read_text())["events"]
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            evidence = watch(video, Path(folder))
            result = score(truths, evidence, time.perf_counter() - started)
        print(f"{video.stem:24} " + " ".join(f"{share:7.2f}" for share in result))


if __name__ == "__main__":
    main(sys.argv[1:])
