"""The timeline: moments of the video as shares of its length."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from worker.analysis.evidence import Event, EventKind

LANES: Final = ("pointer", "keyboard", "page")
VOICE: Final = "voice"
_PLACES = {
    EventKind.CLICK: "pointer",
    EventKind.SELECT: "pointer",
    EventKind.TYPE: "keyboard",
    EventKind.KEY: "keyboard",
    EventKind.COMMAND: "keyboard",
}

#: Seconds between two labels, as clocks are read.
_ROUND = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
_MOST_LABELS = 10
_LAST_LABEL = 0.95  #: share of the length


@dataclass(frozen=True)
class Line:
    """The length of a video, drawn from left to right."""

    duration: float  #: seconds

    def at(self, t: float) -> str:
        """Where `t` lies, e.g. ``12.50%``."""
        return f"{self._share(t):.2%}"

    def width(self, start: float, end: float) -> str:
        """How wide the time from `start` to `end` is; never so narrow that it cannot be seen."""
        return f"{max(0.004, self._share(end) - self._share(start)):.2%}"

    def labels(self) -> Iterator[int]:
        """The seconds to label; none so near the end that the label would not fit."""
        step = next((step for step in _ROUND if self.duration / step <= _MOST_LABELS), _ROUND[-1])
        yield from range(0, int(self.duration * _LAST_LABEL) + 1, step)

    def _share(self, t: float) -> float:
        return min(1.0, max(0.0, t / self.duration)) if self.duration > 0 else 0.0


def lane_of(event: Event) -> str:
    """Return the lane of what an event was done with; what only moved is the page's."""
    return _PLACES.get(event.kind, "page")
