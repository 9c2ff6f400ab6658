"""What some events and sentences say, in one form that comparisons can rely on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.irreversible import looks_irreversible
from models.irreversible_labels import deeds_of
from worker.analysis.evidence import Event
from worker.analysis.planning.claims import claims_in, share_a_word, telling_words

#: Browsers leave these away; any other scheme is shown.
_MAY_BE_HIDDEN = frozenset({"http", "https"})


@dataclass(frozen=True)
class Said:
    """What was seen or heard, without regard to case and spacing."""

    text: str
    labels: tuple[str, ...]

    @classmethod
    def by(cls, events: Iterable[Event], spoken: Iterable[str] = (), opened: Iterable[str] = ()) -> "Said":
        """Return what `events` show, what was `spoken`, and the addresses `opened` that frames show."""
        events = list(events)
        told = [part for e in events for part in (e.label, e.text, e.url, e.app, _place(e)) if part]
        labels = tuple(part for e in events for part in (e.label, e.text) if part)
        return cls("\n".join(map(plain, [*told, *spoken, *opened])), labels)

    def has(self, claim: str) -> bool:
        """Whether a name, number or address occurs, and not only as a part of another one."""
        words = plain(claim)
        scheme, _, rest = words.partition("://")
        if rest and scheme in _MAY_BE_HIDDEN and self._has(rest.rstrip("/"), r"(?<!://)"):
            return True
        return self._has(words)

    def unseen_in(self, sentence: str) -> list[str]:
        """Return what a sentence claims and these do not say."""
        return [claim for claim in claims_in(sentence) if not self.has(claim)]

    def speaks_of(self, sentence: str) -> bool:
        """Whether a sentence has a telling word in common with these, or has none."""
        telling = telling_words(sentence)
        return not telling or share_a_word(telling, set(re.findall(r"[^\W\d_]+", self.text)))

    def promises(self, sentence: str) -> bool:
        """Whether each deed of a sentence that cannot be taken back was a label's as well."""
        deeds = deeds_of(sentence) if looks_irreversible(sentence) else frozenset()
        return deeds <= frozenset().union(*map(deeds_of, self.labels))

    def _has(self, words: str, before: str = "") -> bool:
        # A part of a number is no number, and a part of a host is another host.
        found = rf"{before}(?<!\w)(?<!\w[-.])(?<!\d,){re.escape(words)}(?!\w)(?![-.]\w)(?!,\d)"
        return not words or re.search(found, self.text) is not None


def plain(text: str) -> str:
    """Return a text on one line, in small letters."""
    return " ".join(text.split()).casefold()


def is_at(url: str, shown: str | None) -> bool:
    """Whether an address is the one that was `shown`; its query and fragment may be left out."""
    scheme, place = _parted(plain(url))
    shown_scheme, shown_place = _parted(plain(shown or ""))
    if shown_scheme != scheme and (shown_scheme or (scheme and scheme not in _MAY_BE_HIDDEN)):
        return False
    return place in {shown_place, re.split("[?#]", shown_place, maxsplit=1)[0].rstrip("/")}


def _parted(address: str) -> tuple[str, str]:
    """Return the scheme, empty if there is none, and the rest."""
    scheme, separator, rest = address.partition("://")
    return (scheme, rest.rstrip("/")) if separator else ("", address.rstrip("/"))


def _place(event: Event) -> str:
    return "{}, {}".format(*event.xy) if event.xy else ""
