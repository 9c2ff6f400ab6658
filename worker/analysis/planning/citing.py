"""Where in the video a step can be seen: its moment and its frame, always ones that exist."""

from collections.abc import Sequence

from models.plan import Step
from worker.analysis.evidence import Event, EventKind, Evidence

#: Seconds by which a step's moment or frame may lie outside the events it cites.
_AROUND = 3.0
_POINTED_AT = frozenset({EventKind.CLICK, EventKind.SELECT})


def cite(step: Step, evidence: Evidence) -> Step:
    """Return `step` with events, a moment and a frame that are in the evidence and belong together."""
    events = [number for number in step.events if 0 <= number < len(evidence.events)]
    told = [evidence.events[number] for number in events]
    moment = _moment(step, told, evidence)
    frame = step.frame if _shows(step.frame, told, evidence) else _best_frame(told, moment, evidence)
    return step.model_copy(update={"events": events, "timestamp": moment, "frame": frame})


def _moment(step: Step, told: Sequence[Event], evidence: Evidence) -> float | None:
    if told:
        fits = step.timestamp is not None and _is_during(step.timestamp, told)
        return step.timestamp if fits else max(0.0, told[0].t_start)
    is_inside = step.timestamp is not None and step.timestamp <= evidence.video.duration
    return step.timestamp if is_inside else None


def _is_during(t: float, told: Sequence[Event]) -> bool:
    begin, end = min(event.t_start for event in told), max(event.t_end for event in told)
    return begin - _AROUND <= t <= end + _AROUND


def _shows(frame: int | None, told: Sequence[Event], evidence: Evidence) -> bool:
    if frame is None or frame >= len(evidence.frames):
        return False
    return not told or _is_during(evidence.frames[frame].t, told)


def _best_frame(told: Sequence[Event], moment: float | None, evidence: Evidence) -> int | None:
    """Return the frame an event itself names, or else the one nearest in time."""
    numbers = {frame.path: number for number, frame in enumerate(evidence.frames)}
    for path in _paths(told):
        if path in numbers:
            return numbers[path]
    if moment is None or not evidence.frames:
        return None
    return min(numbers.values(), key=lambda number: abs(evidence.frames[number].t - moment))


def _paths(told: Sequence[Event]) -> list[str]:
    """Where something was pointed at, the moment before shows it best; else what came of it."""
    if not told:
        return []
    event = told[-1]
    both = (event.before, event.after) if event.kind in _POINTED_AT else (event.after, event.before)
    return [path for path in both if path]
