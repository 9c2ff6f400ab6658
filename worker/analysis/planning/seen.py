"""What the evidence really says: the measure for everything a plan claims to have been shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.plan import PLACEHOLDER, Step, fill_in
from worker.analysis.evidence import Event, Evidence, Utterance
from worker.analysis.planning.claims import telling_words
from worker.analysis.planning.moves import gather_moves
from worker.analysis.planning.said import Said
from worker.analysis.planning.witnesses import Witnesses
from worker.analysis.web_address import host_of

_MANY = 3  #: telling words, of which one at least was seen where a sentence is about what was seen


@dataclass(frozen=True)
class Seen:
    """The evidence, as a step is held to it: by the events that it cites, and by what came after them."""

    evidence: Evidence
    all: Said  #: all events and words, whichever step cites them
    hosts: frozenset[str]  #: of the pages on which something was done
    moves: tuple[tuple[int, ...], ...]  #: numbers of events

    @classmethod
    def of(cls, evidence: Evidence) -> "Seen":
        """Prepare to hold the steps of a plan to `evidence`."""
        spoken = [utterance.text for utterance in evidence.transcript]
        opened = [frame.url for frame in evidence.frames if frame.url]
        return cls(
            evidence,
            Said.by(evidence.events, spoken, opened),
            frozenset(filter(None, (host_of(event.url) for event in evidence.events))),
            tuple(move.indices for move in gather_moves(evidence.events)),
        )

    def cited(self, step: Step) -> list[Event]:
        """Return the events that a step cites and that there are."""
        return [self.evidence.events[number] for number in self._numbers(step)]

    def bears_out(self, step: Step, defaults: Mapping[str, str]) -> bool:
        """Whether the events that a step cites show what it claims, and those after them what it expects.

        `defaults` are the values of the plan's parameters. A step that claims to be inferred does not claim
        that its action was seen.
        """
        step = _filled(step, defaults)
        if not Witnesses(step, self.cited(step), self._spoken(step)).bear_out():
            return False
        expected = _free_text(step, step.expected or "")
        return self._says(step) and not self._after(step).unseen_in(expected)

    def shows_address(self, url: str | None) -> bool:
        """Whether an address was read anywhere; none is as good as seen."""
        return not url or self.all.has(url)

    def _says(self, step: Step) -> bool:
        """Whether the instruction names and does nothing but what the cited events show."""
        said = Said.by(self.cited(step), self._spoken(step))
        free = _free_text(step, step.instruction)
        # What was taken out is held to the evidence by itself, but speaks for no long rest.
        names_it = free != PLACEHOLDER.sub(" ", step.instruction) and len(telling_words(free)) < _MANY
        return not said.unseen_in(free) and said.promises(free) and (names_it or said.speaks_of(free))

    def _after(self, step: Step) -> Said:
        """Return what was there from a step up to the next thing that the person did."""
        numbers = self._numbers(step)
        later = next((move for move in self.moves if move[0] > max(numbers)), ()) if numbers else ()
        events = [self.evidence.events[number] for number in (*numbers, *later)]
        begin, end = min(e.t_start for e in events), max(e.t_end for e in events) if later else float("inf")
        opened = [frame.url for frame in self.evidence.frames if frame.url and begin <= frame.t <= end]
        return Said.by(events, self._spoken(step), opened)

    def _numbers(self, step: Step) -> list[int]:
        return [number for number in step.events if 0 <= number < len(self.evidence.events)]

    def _spoken(self, step: Step) -> list[str]:
        """Return what was said of the cited events, or while they happened."""
        numbers = self._numbers(step)
        cited = [self.evidence.events[number] for number in numbers]
        return [
            said.text
            for said in self.evidence.transcript
            if not set(numbers).isdisjoint(said.events) or any(_overlap(said, event) for event in cited)
        ]


def _filled(step: Step, defaults: Mapping[str, str]) -> Step:
    texts = {name: getattr(step, name) for name in ("instruction", "value", "url", "expected")}
    return step.model_copy(update={name: text and fill_in(text, defaults) for name, text in texts.items()})


def _free_text(step: Step, text: str) -> str:
    """Return a text without what is held to the evidence by itself, and without names of inputs."""
    parts = [part for part in (step.url, step.value, step.target, step.credential) if part]
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", " ", text)
    return PLACEHOLDER.sub(" ", text)


def _overlap(said: Utterance, event: Event) -> bool:
    return said.t_start <= event.t_end and event.t_start <= said.t_end
