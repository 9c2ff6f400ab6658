"""What the evidence really says: the measure for everything a plan claims to have been shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from models.plan import Action, Basis, Step, fill_in
from worker.analysis.evidence import Event, EventKind, Evidence
from worker.analysis.web_address import host_of

#: A label this much like a cited one is that label, without the slips of reading.
_ALIKE = 0.8
#: What must have been seen for a step to be more than a conclusion; anything will do for the rest.
_SHOWN_BY = {
    Action.NAVIGATE: {EventKind.NAVIGATE, EventKind.TYPE},
    Action.CLICK: {EventKind.CLICK, EventKind.SELECT},
    Action.TYPE: {EventKind.TYPE},
    Action.SELECT: {EventKind.SELECT, EventKind.CLICK, EventKind.TYPE},
    Action.CHECK: {EventKind.CLICK, EventKind.SELECT, EventKind.KEY},
    Action.UNCHECK: {EventKind.CLICK, EventKind.SELECT, EventKind.KEY},
    Action.PRESS: {EventKind.KEY},
    Action.SCROLL: {EventKind.SCROLL},
    Action.SHELL: {EventKind.COMMAND, EventKind.TYPE},
}
_VALUED = frozenset({Action.TYPE, Action.SELECT, Action.CLICK})


@dataclass(frozen=True)
class Seen:
    """Everything readable in the evidence, in one form that comparisons can rely on."""

    events: list[Event]
    text: str
    hosts: frozenset[str]

    @classmethod
    def of(cls, evidence: Evidence) -> "Seen":
        told = [part for e in evidence.events for part in (e.label, e.text, e.url, e.app) if part]
        told += [utterance.text for utterance in evidence.transcript]
        hosts = {host_of(event.url) for event in evidence.events}
        return cls(evidence.events, "\n".join(map(_plain, told)), frozenset(filter(None, hosts)))

    def cited(self, step: Step) -> list[Event]:
        return [self.events[number] for number in step.events if 0 <= number < len(self.events)]

    def bears_out(self, step: Step, defaults: Mapping[str, str]) -> bool:
        """Whether the evidence shows what a step claims; `defaults` are the values of the plan's parameters.

        A step that claims to be inferred does not claim that its action was seen.
        """
        value, url = (fill_in(text or "", defaults) for text in (step.value, step.url))
        shows_action = step.basis is Basis.INFERRED or self._shows_action(step, value)
        says_words = self._says_value(step, value) and self._says_target(step) and self.shows_address(url)
        return bool(self.cited(step)) and shows_action and says_words

    def shows_address(self, url: str | None) -> bool:
        return not url or self._says(url.partition("://")[2].rstrip("/") or url)

    def _shows_action(self, step: Step, value: str) -> bool:
        fitting = [each for each in self.cited(step) if each.kind in _SHOWN_BY.get(step.action, EventKind)]
        if step.action is Action.PRESS:
            return any(_plain(event.text or "") == _plain(value) for event in fitting)
        return bool(fitting)

    def _says_value(self, step: Step, value: str) -> bool:
        if step.action is Action.SHELL:
            return any(_one_line(event.text or "") == _one_line(value) for event in self.cited(step))
        return step.action not in _VALUED or self._says(value)

    def _says_target(self, step: Step) -> bool:
        labels = (event.label for event in self.cited(step) if event.label)
        return self._says(step.target) or any(_is_alike(label, step.target or "") for label in labels)

    def _says(self, text: str | None) -> bool:
        """Whether a text occurs, in whole words; no text says nothing that could be wrong."""
        words = _plain(text or "")
        return not words or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.text) is not None


def _is_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio() >= _ALIKE


def _plain(text: str) -> str:
    return _one_line(text).casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())
