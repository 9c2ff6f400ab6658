"""How many steps of a plan are what was done: right action, right target, right value, at its time.

Several deeds make one step: the click into a field before typing, a new tab before its address.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bench.screencasts.event_score import plain
from bench.screencasts.matching import in_time, pairs, share
from bench.screencasts.truth import Deed
from models.plan import Action, Basis, ComputerUsePlan, Step, fill_in
from worker.analysis.evidence import EventKind

#: How alike two labels must be to mean the same thing: a letter or two may be misread.
_ALIKE = 0.8
_ACTIONS = {
    EventKind.TYPE: {Action.TYPE},
    EventKind.SELECT: {Action.SELECT},
    EventKind.KEY: {Action.PRESS},
    EventKind.SCROLL: {Action.SCROLL},
    EventKind.NAVIGATE: {Action.NAVIGATE},
    EventKind.NEW_TAB: {Action.OTHER},
    EventKind.SWITCH_TAB: {Action.OTHER},
    EventKind.COMMAND: {Action.SHELL},
}
_CLICKS = {"checked": {Action.CHECK, Action.CLICK}, "unchecked": {Action.UNCHECK, Action.CLICK}}
_ANY_CLICK = {Action.CLICK, Action.CHECK, Action.UNCHECK}
_FILLS_IN = frozenset({EventKind.TYPE, EventKind.SELECT})
_KEYS_TO_A_FIELD = frozenset({"Tab", "ctrl+a"})


def score_plan(deeds: Sequence[Deed], plan: ComputerUsePlan | None) -> tuple[float, float]:
    """Return recall and precision of a plan's steps; steps that claim to be inferred only are left out."""
    true = true_steps(deeds)
    shown = [step for step in plan.steps if step.basis is Basis.SHOWN] if plan else []
    defaults = {p.name: p.default for p in plan.parameters if p.default is not None} if plan else {}
    fitting = [{n: 0.0 for n, step in enumerate(shown) if is_right(step, deed, defaults)} for deed in true]
    right = len(pairs(fitting))
    return share(right, len(true)), right / len(shown) if shown else 0.0


def true_steps(deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds with those that only lead up to a later one taken into it."""
    steps: list[Deed] = []
    begun: float | None = None
    for number, deed in enumerate(deeds):
        begun = deed.start if begun is None else begun
        if not _leads_up(deed, deeds[number + 1 :]):
            steps.append(replace(deed, start=begun))
            begun = None
    return steps


def _leads_up(deed: Deed, later: Sequence[Deed]) -> bool:
    if not later:
        return False
    if deed.kind == EventKind.NEW_TAB:
        return later[0].kind == EventKind.NAVIGATE
    if deed.kind == later[0].kind == EventKind.SCROLL:
        return True
    filled = next((each for each in later if not _leads_to_a_field(each)), None)
    if filled is None or filled.kind not in _FILLS_IN:
        return False
    return _leads_to_a_field(deed) or (deed.kind == EventKind.CLICK and deed.target == filled.target)


def _leads_to_a_field(deed: Deed) -> bool:
    return deed.kind == EventKind.KEY and deed.text in _KEYS_TO_A_FIELD


def is_right(step: Step, deed: Deed, defaults: dict[str, str]) -> bool:
    """Whether a step says what was done; `defaults` are the values of the plan's parameters."""
    if step.action not in _actions(deed) or not in_time(deed, step.timestamp or 0.0):
        return False
    return _has_target(step, deed) and _has_value(step, deed, defaults)


def _actions(deed: Deed) -> set[Action]:
    if deed.kind == EventKind.CLICK:
        return _CLICKS.get(deed.text or "", {Action.CLICK}) if deed.states_told else _ANY_CLICK
    return _ACTIONS[EventKind(deed.kind)]


def _has_target(step: Step, deed: Deed) -> bool:
    if deed.target is None or deed.kind == EventKind.KEY:
        return True
    return SequenceMatcher(None, plain(deed.target), plain(step.target or "")).ratio() >= _ALIKE


def _has_value(step: Step, deed: Deed, defaults: dict[str, str]) -> bool:
    if deed.kind == EventKind.NAVIGATE:
        return _address(step.url or "") == _address(deed.text or "")
    if deed.secret:
        return step.credential is not None
    if deed.kind == EventKind.CLICK or deed.text is None:
        return True
    value = fill_in(step.value or "", defaults)
    exact = deed.kind in {EventKind.TYPE, EventKind.COMMAND}
    return value == deed.text if exact else plain(value) == plain(deed.text)


def _address(url: str) -> str:
    return url.rpartition("://")[2].rstrip("/").lower()
