"""How much of what was done is among the events that were seen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.screencasts.matching import in_time, pairs, share
from bench.screencasts.truth import Deed
from worker.analysis.evidence import Event, EventKind

_WRITTEN = frozenset({EventKind.TYPE, EventKind.COMMAND})
#: An event of another kind fits worse than any of the same kind, in seconds.
ANOTHER_KIND = 1000.0
_KEY = re.compile(r'"\w+":')


@dataclass(frozen=True, slots=True)
class EventScore:
    """Shares of one recording; not a number where there is nothing to share.

    Labels and texts are shares of all that were clicked or written: a deed that was missed counts there too.
    """

    recall: float
    precision: float
    labels: float  #: clicked targets whose name is exact, but for case and punctuation
    typed: float  #: texts and commands that are exact; a secret counts when it was seen to be one
    leaks: int  #: secrets whose value occurs in the evidence


def score_events(deeds: Sequence[Deed], events: Sequence[Event], evidence: str) -> EventScore:
    """Compare what was seen with what was done; `evidence` is the whole of it as JSON."""
    partners = match(deeds, events)
    told = _KEY.sub("", evidence)
    clicks = [n for n, deed in enumerate(deeds) if deed.kind == EventKind.CLICK and deed.target]
    written = [n for n, deed in enumerate(deeds) if deed.kind in _WRITTEN]
    seen = {n: events[partner] for n, partner in partners.items()}
    return EventScore(
        recall=share(len(partners), len(deeds)),
        precision=len(partners) / len(events) if events else 0.0,
        labels=share(sum(n in seen and has_label(deeds[n], seen[n]) for n in clicks), len(clicks)),
        typed=share(sum(n in seen and has_text(deeds[n], seen[n]) for n in written), len(written)),
        leaks=sum(bool(deed.secret and deed.text and deed.text in told) for deed in deeds),
    )


def match(deeds: Sequence[Deed], events: Sequence[Event]) -> dict[int, int]:
    """Return each deed's event by their numbers: of the same kind where there can be, then near in time."""
    return pairs(
        [{n: _misfit(deed, e) for n, e in enumerate(events) if in_time(deed, e.t_start)} for deed in deeds]
    )


def _misfit(deed: Deed, event: Event) -> float:
    return abs(event.t_start - deed.start) + (ANOTHER_KIND if event.kind != deed.kind else 0)


def has_label(deed: Deed, event: Event) -> bool:
    return plain(deed.target or "") == plain(event.label or "")


def has_text(deed: Deed, event: Event) -> bool:
    if event.kind != deed.kind or event.secret != deed.secret:
        return False
    return event.text is None if deed.secret else event.text == deed.text


def plain(label: str) -> str:
    """Return a label's letters and digits alone, in lower case."""
    return "".join(letter for letter in label.lower() if letter.isalnum())
