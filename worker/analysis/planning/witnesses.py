"""The events that a step cites, asked whether they show what it claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.plan import Action, Basis, Step
from worker.analysis.evidence import Event, EventKind
from worker.analysis.planning.labels import is_same_label
from worker.analysis.planning.said import Said, is_at, plain
from worker.analysis.planning.shown_by import shows
from worker.analysis.secrecy.names import names_a_secret

_OF_TABS = frozenset({EventKind.NEW_TAB, EventKind.SWITCH_TAB})


@dataclass(frozen=True)
class Witnesses:
    """What a step cites, and what was said while that happened; placeholders of the step are filled in."""

    step: Step
    cited: Sequence[Event]
    spoken: Sequence[str]

    def bear_out(self) -> bool:
        """Whether they show action, value, target and address; who infers claims no action."""
        shown = self._show_value() and self._show_secret() and self._show_target() and self._show_address()
        return bool(self._doing) and shown

    @property
    def _doing(self) -> list[Event]:
        """The events that are the step's action: whatever else is cited does not tell what it did."""
        is_inferred = self.step.basis is Basis.INFERRED
        return [event for event in self.cited if is_inferred or shows(event, self.step.action)]

    def _show_value(self) -> bool:
        """Whether a value is all that was typed, chosen or run; what nobody could read may be heard."""
        value, action = self.step.value, self.step.action
        if not value or (self.step.basis is Basis.INFERRED and action is Action.PRESS):
            return True
        same = _same_command if action is Action.SHELL else _same_text
        if any(same(text, value) for event in self._doing for text in _values(event, action)):
            return True
        unread = action is not Action.SHELL and not any(event.text for event in self._doing)
        return unread and self._heard(value)

    def _show_secret(self) -> bool:
        """Whether a secret is typed where one was; anywhere else it could be read."""
        asks = (event.secret or names_a_secret(event.label) for event in self._doing)
        return not self.step.credential or any(asks)

    def _show_target(self) -> bool:
        """Whether a target is what was acted on; if that has no name, what else is cited may have one."""
        target = self.step.target
        if not target:
            return True
        names = [*_names(self._doing)] or [*_names(self.cited)]
        named = any(is_same_label(name, target) or Said.by((), [name]).has(target) for name in names)
        return named or (not names and self._heard(target))

    def _show_address(self) -> bool:
        url = self.step.url
        shown = (address for event in self._doing for address in self._addresses(event))
        return not url or any(is_at(url, address) for address in shown)

    def _addresses(self, event: Event) -> tuple[str | None, ...]:
        """What is typed leads to the address that was typed, and not to the page on which it was."""
        leads_there = self.step.action is Action.NAVIGATE and self.step.basis is Basis.SHOWN
        return (event.text,) if leads_there and event.kind is EventKind.TYPE else (event.text, event.url)

    def _heard(self, words: str) -> bool:
        return Said.by((), self.spoken).has(words)


def _values(event: Event, action: Action) -> Iterator[str]:
    chosen = action is Action.SELECT and event.kind is not EventKind.TYPE
    also = event.label if chosen else event.url if event.kind is EventKind.NAVIGATE else None
    return filter(None, (event.text, also))


def _names(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        option = event.text if event.kind is EventKind.SELECT else None
        tab = event.app if event.kind in _OF_TABS else None
        yield from filter(None, (event.label, option, tab))


def _same_text(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def _same_command(one: str, other: str) -> bool:
    return one.split() == other.split()
