"""Which events a sentence speaks of: those it overlaps, and those that follow before the next one."""

import math
from collections.abc import Sequence

from worker.analysis.evidence import Event, Utterance

#: People say what they are about to do; seconds between the words and the deed.
LEAD = 3.0


def aligned(transcript: Sequence[Utterance], events: Sequence[Event]) -> list[Utterance]:
    """Return what was said with the events it speaks of."""
    starts = [*(said.t_start for said in transcript), math.inf]
    return [
        said.model_copy(update={"events": _spoken_of(said, starts[number + 1], events)})
        for number, said in enumerate(transcript)
    ]


def _spoken_of(said: Utterance, next_start: float, events: Sequence[Event]) -> list[int]:
    until = max(said.t_end, min(said.t_end + LEAD, next_start))
    return [
        index for index, event in enumerate(events) if event.t_end > said.t_start and event.t_start <= until
    ]
