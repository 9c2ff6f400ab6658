"""Secrets that are said aloud: what is said of one, or while one is typed, is not kept.

Nobody can list the ways to tell a password. So where one is spoken of, only words are kept that everybody
uses to tell how something is done.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from worker.analysis.evidence import Event, Utterance
from worker.analysis.secrecy.names import names_a_secret

HIDDEN = "…"

_MOST_THAT_FOLLOW = 3  #: utterances in which a sentence goes on
_SAME_BREATH = 3.0  #: seconds between two of them
_IS = r"(?:\b(?:is|are|was|were|will be|would be)\b|'s\b|:|=)"
#: Up to where it is told what a secret is: all that comes then is the secret.
_TOLD = re.compile(
    rf"(?:pass\s?(?:word|wort|phrase|code)|\bpin|secret|credential|key|token|code|log-?in)s?\b"
    rf"(?:\s+[\w.'-]+){{0,8}}?\s*{_IS}",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(rf"\b(?:code|log-?in|credential)s?\s*{_IS}|\bcredentials?\b", re.IGNORECASE)
#: The end of words after which the next ones tell it.
_ANNOUNCES = re.compile(rf"{_IS}\W*$", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?]['\")]*\s*$")
_WORDS = """
a about account after again all already also always an and any api app are as ask asked asks at back be
because before below box browser but button by can cannot card change changed check choose chose click
clicked code company confirm continue copied copy correct credential credentials cursor dialog did do
does done down each email enter entered entering every field fields fill filled filling first following
for forget forgot form from generate generated get give go goes going had has have help here how i if in
into is it its just keep key keys last leave let like link log logged logging login made make manager me
menu message must my name need needed needs never new next no not now number of off ok okay old on once
one only open or our out over own page pass passcode passphrase password passwords paste pasted phrase
pin please press put puts repeat required reset same save saved screen second secret secrets secure see
select send sent set should show shown sign signed site so stored strong submit sure take test than that
the their them then there these they this those time to token tokens twice type typed typing under up us
use used user username using verify want was we website well what when where which while who
will with without would wrong yes you you're your
"""
_USUAL = frozenset(_WORDS.split())


def without_secrets(transcript: Sequence[Utterance], events: Sequence[Event]) -> list[Utterance]:
    """Return what may be kept of what was said."""
    typed = [(event.t_start, event.t_end) for event in events if event.secret]
    spoken = [said for said in transcript if not any(_overlaps(said, *span) for span in typed)]
    return list(_discreet(spoken))


def _overlaps(said: Utterance, start: float, end: float) -> bool:
    return said.t_start <= end and said.t_end >= start


def _discreet(transcript: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield what is left of each, and nothing of what only tells a secret."""
    near, told = _near_secrets(transcript), False
    for said, is_near in zip(transcript, near, strict=True):
        text = _usual(said.text) if is_near else said.text
        if not told and text.strip(f" {HIDDEN},.!?"):
            yield said.model_copy(update={"text": text})
        told = is_near and bool(_ANNOUNCES.search(said.text))


def _near_secrets(transcript: Sequence[Utterance]) -> list[bool]:
    """Tell of each whether it belongs to a sentence in which a secret is spoken of."""
    spoken_of = [names_a_secret(said.text) or bool(_SPOKEN_OF.search(said.text)) for said in transcript]
    goes_on = [_goes_on(former, said) for former, said in pairwise(transcript)]
    near = list(spoken_of)
    for first in (number for number, is_spoken_of in enumerate(spoken_of) if is_spoken_of):
        near[max(0, first - 1)] |= first > 0 and goes_on[first - 1]
        for number in range(first, min(first + _MOST_THAT_FOLLOW, len(goes_on))):
            if not goes_on[number]:
                break
            near[number + 1] = True
    return near


def _goes_on(former: Utterance, said: Utterance) -> bool:
    """Whether a sentence goes on from one utterance into the next, or tells there what it announced."""
    ends = _SENTENCE_ENDS.search(former.text) and not _ANNOUNCES.search(former.text)
    return not ends and said.t_start - former.t_end <= _SAME_BREATH


def _usual(text: str) -> str:
    """Return the words of a text that everybody uses, up to where a secret is told."""
    found = _TOLD.search(text)
    kept = text[: found.end()] if found else text
    words = [word if _is_usual(word) else HIDDEN for word in kept.split()]
    words += [HIDDEN] * bool(found)
    return " ".join(word for former, word in pairwise(["", *words]) if not former == word == HIDDEN)


def _is_usual(word: str) -> bool:
    return word.lower().strip(".,!?:;=\"'()").removesuffix("'s") in _USUAL
