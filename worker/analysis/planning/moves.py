"""Evidence events, gathered into the moves of a person.

One move often leaves several events: a click that only puts the caret into the field typed into next, the
Tab key between two fields, the Enter key after an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from worker.analysis.evidence import Event, EventKind
from worker.analysis.geometry import Box
from worker.analysis.web_address import is_elsewhere

_FILLS_IN = frozenset({EventKind.TYPE, EventKind.SELECT})
_SELECTS_ALL = frozenset({"ctrl+a", "control+a", "cmd+a", "meta+a"})
_AT_ONCE = 1.5  #: seconds in which a new tab comes to the front, and nobody turns to another one
_ENTER = frozenset({"enter", "return"})
#: A text this much like the one before it in the same field is that text, corrected.
_CORRECTED = 0.6


@dataclass(frozen=True)
class Move:
    """What one person did at one moment: the event that tells it best, and all it rests on."""

    event: Event
    indices: tuple[int, ...]


def gather_moves(events: Sequence[Event]) -> list[Move]:
    """Return the moves in order; every event belongs to exactly one."""
    moves: list[Move] = []
    waiting: tuple[int, ...] = ()
    for index, event in enumerate(events):
        former = moves[-1].event if moves else None
        following = _following(events, index)
        if following and _prepares(event, following, former):
            waiting = (*waiting, index)
            continue
        done = _named(event, [events[number] for number in waiting])
        told = _told_together(former, done) if former else None
        if told:
            moves[-1] = Move(told, (*moves[-1].indices, *waiting, index))
        else:
            moves.append(Move(done, (*waiting, index)))
        waiting = ()
    return moves


def _following(events: Sequence[Event], index: int) -> Event | None:
    """What comes next, once the caret is where it shall be and what stood there is selected."""
    later = events[index + 1 :]
    if events[index].kind is EventKind.CLICK or _leads_to_a_field(events[index]):
        return next((event for event in later if not _leads_to_a_field(event)), None)
    return later[0] if later else None


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two labels say the same, whatever their case, spacing and punctuation; False if one is None."""
    return one is not None and other is not None and _words(one) == _words(other)


def _words(label: str) -> str:
    return "".join(letter for letter in label.casefold() if letter.isalnum()) or label.strip()


def _named(event: Event, prepared_by: Sequence[Event]) -> Event:
    """A field whose name was not read is called like what was clicked to get into it."""
    if event.kind is not EventKind.TYPE or event.label or event.secret:
        return event
    name = next((each.label for each in prepared_by if each.kind is EventKind.CLICK and each.label), None)
    return event.model_copy(update={"label": name})


def _prepares(event: Event, following: Event, former: Event | None) -> bool:
    """Whether `event` only leads up to `following`; `former` tells what was done before both."""
    if following.kind is EventKind.NAVIGATE:
        return _enters_address_bar(event)
    if _is_tab(event):
        # Where the caret was does not matter to what is clicked next.
        return following.kind in _FILLS_IN | {EventKind.CLICK}
    if following.kind not in _FILLS_IN:
        return False
    if event.kind is EventKind.KEY:
        return _key(event) in _SELECTS_ALL
    clicked = event.kind is EventKind.CLICK and event.text is None
    return clicked and _same_field(event, following) and not _is_inside(event, following, former)


def _enters_address_bar(event: Event) -> bool:
    if event.kind is EventKind.KEY:
        return _key(event) in _SELECTS_ALL | {"ctrl+l", "cmd+l", "f6"}
    shows_address = event.label is None or same_words(event.label, event.url)
    return event.kind is EventKind.CLICK and event.text is None and shows_address


def _same_field(click: Event, filled: Event) -> bool:
    if same_words(click.label, filled.label):
        return True
    # The label may be a placeholder that is gone by the time something was typed: then the place decides.
    if click.xy is None or filled.bbox is None:
        return click.label is None and click.xy is None
    x, y = click.xy
    left, top, width, height = filled.bbox
    return left - height <= x <= left + width + height and top - height <= y <= top + 2 * height


def _is_inside(click: Event, filled: Event, former: Event | None) -> bool:
    """Whether a click was on a button in a field, such as an eye: where text stands is no placeholder."""
    if former is None or former.kind is not EventKind.TYPE or not same_words(former.label, filled.label):
        return False
    called = (filled.label, former.text)
    return click.label is not None and not any(same_words(click.label, name) for name in called)


def _told_together(previous: Event, event: Event) -> Event | None:
    """Return the event that tells both, if they are one move."""
    if _only_completes(event, previous):
        return previous
    goes_on = (
        previous.kind is event.kind is EventKind.SCROLL
        or (previous.kind is EventKind.NEW_TAB and event.kind is EventKind.NAVIGATE)
        or _types_on(previous, event)
    )
    return event if goes_on else None


def _only_completes(event: Event, previous: Event) -> bool:
    """Whether `event` says nothing that `previous` did not say."""
    if previous.kind is EventKind.NAVIGATE:
        return event.kind is EventKind.KEY and _key(event) in _ENTER
    if previous.kind is EventKind.NEW_TAB:
        return event.kind is EventKind.SWITCH_TAB and event.t_start - previous.t_end < _AT_ONCE
    return previous.kind in _FILLS_IN and _fills_in_again(previous, event)


def _fills_in_again(previous: Event, event: Event) -> bool:
    """Whether the same text in the same field was seen twice, as a list and as a field may both show it."""
    same_text = previous.text is not None and previous.text == event.text
    return same_text and event.kind in _FILLS_IN and _is_same_field(previous, event)


def _types_on(previous: Event, event: Event) -> bool:
    """Whether the text of a field was seen twice while it grew or was corrected."""
    filled = previous.kind in _FILLS_IN and event.kind is EventKind.TYPE
    if not filled or previous.secret is not event.secret or not _is_same_field(previous, event):
        return False
    former, now = previous.text or "", event.text or ""
    return now.startswith(former) or SequenceMatcher(None, former, now).ratio() >= _CORRECTED


def _is_same_field(previous: Event, event: Event) -> bool:
    """Whether two fields are one: of the same name, on the same page, and not apart where both were seen."""
    if not same_words(previous.label, event.label) or is_elsewhere(previous.url, event.url):
        return False
    if previous.bbox is None or event.bbox is None:
        return True
    return Box(*previous.bbox).overlap(Box(*event.bbox)) > 0


def _leads_to_a_field(event: Event) -> bool:
    return event.kind is EventKind.KEY and _key(event) in {"tab", *_SELECTS_ALL}


def _is_tab(event: Event) -> bool:
    return event.kind is EventKind.KEY and _key(event) == "tab"


def _key(event: Event) -> str:
    return (event.text or "").replace(" ", "").casefold()
