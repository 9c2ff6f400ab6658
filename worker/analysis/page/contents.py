"""What the page shows, put together: events with their pictures, steps with their events, words with both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.plan import ComputerUsePlan, Step
from worker.analysis.evidence import Event, Evidence
from worker.analysis.page.embedding import EmbeddedFrame
from worker.analysis.page.line import LANES, VOICE, Line, lane_of
from worker.analysis.page.sentences import headline

_PICTURED = {"kind", "t_start", "t_end", "label", "text", "secret", "xy", "bbox", "url", "app", "confidence"}


@dataclass(frozen=True)
class Contents:
    """Everything the template asks for."""

    evidence: Evidence
    plan: ComputerUsePlan | None
    note: str  #: who drew the plan, or why there is none
    frames: Sequence[EmbeddedFrame]

    @property
    def title(self) -> str:
        return self.evidence.video.title or (self.plan.goal if self.plan else "A screencast without a plan")

    @property
    def lanes(self) -> list[str]:
        """The lanes of the timeline, from top to bottom."""
        return [*LANES, VOICE] if self.evidence.transcript else [*LANES]

    def lane(self, event: Event) -> str:
        """Where an event is drawn: by what it was done with."""
        return lane_of(event)

    @cached_property
    def line(self) -> Line:
        """Where moments lie on the timeline."""
        return Line(self.evidence.video.duration)

    @cached_property
    def headlines(self) -> list[str]:
        """One sentence per event."""
        return [headline(event) for event in self.evidence.events]

    @property
    def seconds_spent(self) -> float:
        return sum(self.evidence.timings.values())

    @property
    def times_real_time(self) -> float | None:
        """How much faster than watching it was; None where that is not known."""
        return self.evidence.video.duration / self.seconds_spent if self.seconds_spent else None

    @property
    def events(self) -> list[dict[str, object]]:
        """The events as the page's script reads them."""
        return [self._event(index, event) for index, event in enumerate(self.evidence.events)]

    @property
    def particulars(self) -> list[tuple[str, list[str]]]:
        """What else the plan says, by title."""
        if (plan := self.plan) is None:
            return []
        told = {
            "Credentials": [f"{item.label} ({item.name}) {_place(item.host)}" for item in plan.credentials],
            "Parameters": [f"{item.label} ({item.name}): {item.default or ''}" for item in plan.parameters],
            "Done when": plan.success_criteria,
            "Unclear": plan.questions,
        }
        return [(title, lines) for title, lines in told.items() if lines]

    def resting_on(self, step: Step) -> list[int]:
        """The events a step names that are there."""
        return [index for index in step.events if 0 <= index < len(self.evidence.events)]

    def _event(self, index: int, event: Event) -> dict[str, object]:
        return event.model_dump(mode="json", include=_PICTURED) | {
            "headline": self.headlines[index],
            "before": self._numbers.get(event.before or ""),
            "after": self._numbers.get(event.after or ""),
            "steps": self._steps_of.get(index, []),
            "said": [u.text for u in self.evidence.transcript if index in u.events],
        }

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {frame.path: frame.number for frame in self.frames}

    @cached_property
    def _steps_of(self) -> dict[int, list[int]]:
        """Index of an event -> numbers of the steps that rest on it."""
        found: dict[int, list[int]] = {}
        for step in self.plan.steps if self.plan else []:
            for index in self.resting_on(step):
                found.setdefault(index, []).append(step.number)
        return found


def _place(host: str | None) -> str:
    return f"for {host}" if host else "for an unknown site"
