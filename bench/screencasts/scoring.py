"""Everything that is measured about one recording."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.screencasts.baselines import Detection, detect
from bench.screencasts.event_score import EventScore, score_events
from bench.screencasts.observing import Observation, observe
from bench.screencasts.plan_score import score_plan
from bench.screencasts.truth import Film


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tables."""

    film: Film
    seen: Observation
    events: EventScore
    plan_recall: float
    plan_precision: float
    baselines: Sequence[Detection]


def measure(film: Film) -> Row:
    """Watch a film, let the baselines look at it, and compare all with the truth."""
    seen = observe(film.path)
    events = score_events(
        film.deeds, seen.events, seen.evidence + (seen.plan.model_dump_json() if seen.plan else "")
    )
    return Row(film, seen, events, *score_plan(film.deeds, seen.plan), detect(film))
