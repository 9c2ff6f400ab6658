"""Long screencasts are planned in windows: stretches of evidence that one request can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from worker.analysis.evidence import Event, Evidence, Utterance
from worker.analysis.planning.moves import gather_moves

_MOST_EVENTS = 40
_FEWEST_EVENTS = 20  #: of a window that another one follows


@dataclass(frozen=True)
class Window:
    """A stretch of evidence; what is cited by number in it is counted from its own first one."""

    evidence: Evidence
    first_event: int = 0  #: number of its first event in the whole evidence
    first_frame: int = 0
    seconds: float = 0.0  #: how long it lasts
    is_last: bool = True


def windows_of(evidence: Evidence) -> list[Window]:
    """Return the evidence in windows, in order: equal evidence in equal windows.

    No move of a person is torn apart; a cut is where the page changed or where the person paused.
    """
    starts = list(_starts(evidence.events))
    moments = [0.0, *(evidence.events[start].t_start for start in starts[1:]), float("inf")]
    stretches = zip(pairwise([*starts, len(evidence.events)]), pairwise(moments), strict=True)
    return [_window(evidence, events, times) for events, times in stretches]


def _starts(events: Sequence[Event]) -> Iterator[int]:
    """Yield the numbers of the events with which windows begin."""
    moves = [move.indices[0] for move in gather_moves(events)]
    start = 0
    yield start
    while len(events) - start > _MOST_EVENTS and (later := [n for n in moves if n > start]):
        in_reach = [n for n in later if _FEWEST_EVENTS <= n - start <= _MOST_EVENTS]
        start = max(in_reach, key=lambda n: _is_break(events[n - 1], events[n])) if in_reach else later[0]
        yield start


def _is_break(former: Event, later: Event) -> tuple[bool, float]:
    """Return how good a place for a cut lies between two events; the larger the better."""
    return former.url != later.url, later.t_start - former.t_end


def _window(evidence: Evidence, events: tuple[int, int], times: tuple[float, float]) -> Window:
    begin, end = times
    frames = [n for n, frame in enumerate(evidence.frames) if begin <= frame.t < end]
    part = evidence.model_copy(
        update={
            "events": evidence.events[slice(*events)],
            "frames": [evidence.frames[n] for n in frames],
            "transcript": [_said(u, range(*events)) for u in evidence.transcript if begin <= u.t_start < end],
        }
    )
    return Window(
        evidence=part,
        first_event=events[0],
        first_frame=frames[0] if frames else 0,
        seconds=max(0.0, min(end, _seen_until(evidence)) - begin),
        is_last=events[1] == len(evidence.events),
    )


def _seen_until(evidence: Evidence) -> float:
    """Return when a screencast really ended: one that breaks off is shorter than it says."""
    ends = (frame.t for frame in evidence.frames if frame.reason == "end")
    return min(evidence.video.duration, max(ends, default=evidence.video.duration))


def _said(utterance: Utterance, events: range) -> Utterance:
    """Return an utterance that counts events from the window's first."""
    counted = [number - events.start for number in utterance.events if number in events]
    return utterance.model_copy(update={"events": counted})
