"""What was missed, made up or misread, one line each, to work on. Never of the held-out part."""

from collections.abc import Iterator

from bench.screencasts.catalogue import Split
from bench.screencasts.event_score import has_label, has_text, match
from bench.screencasts.scoring import Row
from bench.screencasts.truth import Deed
from worker.analysis.evidence import Event, EventKind


def explain(row: Row) -> Iterator[str]:
    """Yield the errors in one recording; none are told of a held-out one."""
    if row.film.split in {Split.HELD_OUT, Split.UNSEEN, Split.THIRD}:
        return
    partners = match(row.film.deeds, row.seen.events)
    for number, deed in enumerate(row.film.deeds):
        if number not in partners:
            yield f"{row.film.name} {deed.start:6.2f} missed {_deed(deed)}"
        elif wrong := _wrong(deed, row.seen.events[partners[number]]):
            yield f"{row.film.name} {deed.start:6.2f} {wrong} {_deed(deed)}; {_event(row, partners[number])}"
    for number, event in enumerate(row.seen.events):
        if number not in partners.values():
            yield f"{row.film.name} {event.t_start:6.2f} made up {_event(row, number)}"


def _wrong(deed: Deed, event: Event) -> str | None:
    if deed.kind != event.kind:
        return "kind of"
    if deed.kind == EventKind.CLICK and deed.target and not has_label(deed, event):
        return "label of"
    if deed.kind in {EventKind.TYPE, EventKind.COMMAND} and not has_text(deed, event):
        return "text of"
    return None


def _deed(deed: Deed) -> str:
    return f"{deed.kind} {deed.target or ''} {'***' if deed.secret else deed.text or ''}"


def _event(row: Row, number: int) -> str:
    event = row.seen.events[number]
    return f"seen: {event.kind} {event.label or ''} {event.text or ''} at {event.bbox}"
