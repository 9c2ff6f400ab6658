"""Which element a step means: by role and by label, the nearest first, always the same one."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import IntEnum

from models.plan import Action
from playground.practice.snapshot import Element, Page

_ALIKE = 0.8  #: how similar two labels must be when one was read from pixels
_SHORTEST_PREFIX = 3
_NOISE = re.compile(r"[^\w]+")

_FIELDS = frozenset({"textbox", "searchbox", "spinbutton", "combobox", "listbox"})
_TICKS = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
_CLICKABLE = frozenset({"button", "link", "tab", "menuitem", "option", "treeitem"}) | _TICKS | _FIELDS

_ROLES = {
    Action.TYPE: _FIELDS,
    Action.SELECT: _FIELDS,
    Action.CHECK: _TICKS,
    Action.UNCHECK: _TICKS,
    Action.CLICK: _CLICKABLE,
}


class _Nearness(IntEnum):
    EXACT = 0
    SAME_WORDS = 1
    PREFIX = 2
    ALIKE = 3


def find(page: Page, action: Action, label: str | None) -> Element | None:
    """Return the element of `page` that `action` on `label` means; without a label, the focused field."""
    able = [each for each in page.elements if each.ref and each.role in _ROLES[action]]
    if label is None:
        return next((each for each in able if "active" in each.flags and each.role in _FIELDS), None)
    found = _nearest(able, label, _Nearness.PREFIX)
    if found is None and action is Action.CLICK:
        # Anything may listen to clicks; but then its words have to be the label's.
        found = _nearest([each for each in page.elements if each.ref], label, _Nearness.SAME_WORDS)
    return found or _nearest(able, label, _Nearness.ALIKE)


def nearest_option(options: Iterable[str], wanted: str) -> str:
    """Return the option that says `wanted`, or the nearest to it; `wanted` itself if none is near."""
    ranked = [(rank, option) for option in options if (rank := _nearness(option, wanted)) is not None]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else wanted


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same but for case, punctuation and a letter read wrongly."""
    return _nearness(one, other) in {(_Nearness.EXACT, 0.0), (_Nearness.SAME_WORDS, 0.0)} or (
        _likeness(_words(one), _words(other)) >= _ALIKE
    )


def _nearest(elements: Iterable[Element], label: str, farthest: _Nearness) -> Element | None:
    best: tuple[tuple[_Nearness, float], Element] | None = None
    for element in elements:
        for name in (element.name, element.placeholder, element.text):
            rank = _nearness(name, label)
            if rank is not None and rank[0] <= farthest and (best is None or rank < best[0]):
                best = (rank, element)
    return best[1] if best else None


def _nearness(name: str, label: str) -> tuple[_Nearness, float] | None:
    """Return how near two labels are, smaller is nearer; None if they are not."""
    if name == label != "":
        return _Nearness.EXACT, 0.0
    one, other = _words(name), _words(label)
    if not one or not other:
        return None
    if one.replace(" ", "") == other.replace(" ", ""):  # a narrow space is easily overlooked in a picture
        return _Nearness.SAME_WORDS, 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _SHORTEST_PREFIX and longer.startswith(shorter):
        return _Nearness.PREFIX, float(len(longer) - len(shorter))
    likeness = _likeness(one, other)
    return (_Nearness.ALIKE, -likeness) if likeness >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; 0 at once where their lengths rule it out."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def _words(label: str) -> str:
    plain = unicodedata.normalize("NFKC", label).casefold()
    return _NOISE.sub(" ", plain).strip()
