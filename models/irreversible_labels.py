"""The verbs by which labels and sentences promise something that cannot be taken back.

A label says it at its head, after consent and haste ("Yes, I want to delete it"), in each thing that it
promises ("Save and send"); a short one of a button also further on, by verbs that are nothing else ("Bulk
delete").
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from models.irreversible_words import (
    AIMED_AT,
    AIMING,
    ALSO_NAMES,
    AT_HAND,
    BASKETS,
    BEFORE_TO,
    BETWEEN,
    FILLING,
    FOLDERS,
    HARMLESS,
    LOOKING,
    NEGATIONS,
    ONLY_WITH,
    OPENINGS,
    PAGES,
    PREPOSITIONS,
    PRICED,
    SIGNING_IN,
    STRONG,
    TELLING,
    TOWARDS,
    UNLESS,
    WHOLE,
)

PAYS: Final = "pay"  #: what is done by that of which no more is known than a sum
AMOUNT: Final = "\u00a4"  #: a word of a text that stands for an amount of money
_LONGEST = 2000  # characters that are read
_SHORT = 6  # words of a part of a label in which a verb may stand anywhere
_STRONG = frozenset(STRONG.split())
_VERBS = _STRONG.union(ALSO_NAMES.split())
_MONEY = re.compile(
    r"(?:[$\u00a3\u20ac\u00a5\u20b9]|\b(?:chf|eur|gbp|usd))\s?\d[\d.,']*|"
    r"\d[\d.,']*\s?(?:[$\u00a3\u20ac]|(?:chf|dollars?|eur|euros?|gbp|pounds?|usd)\b)",
    re.IGNORECASE,
)
_ONE_CLICK = re.compile(r"\b(?:one|1)(?=\W(?:click|tap)\b)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,:]*")
_PART = re.compile(r"[,;:&+/|\u2013\u2014]|\s-\s|[.!?]\s|\band\b|\bthen\b", re.IGNORECASE)
_WORD = re.compile(r"[#\u00a4]|[^\W\d_]+(?:'[^\W\d_]+)?")


def deeds_of(label: str) -> frozenset[str]:
    """Return the verbs by which a button's `label` promises something, e.g. ``send`` of "Save and send"."""
    return frozenset().union(*map(_promised, _parts(label)))


def deeds_of_button(label: str) -> frozenset[str]:
    """Return the verbs of a button: one that promises nothing else but tells an amount of money pays it."""
    return deeds_of(label) or (frozenset({PAYS}) if _is_a_price_to_pay(label) else frozenset())


def deeds_of_link(label: str) -> frozenset[str]:
    """Return the verbs at the head of a short label of what may as well lead to a page about a deed."""
    words = words_of(label)
    if FOLDERS.issuperset(words) or (words[-1] in PAGES and _object(words[:-1])):
        return frozenset()
    return _deeds(_to_the_point(part) for part in _parts(label))


def deeds_at_hand(text: str) -> frozenset[str]:
    """Return the verb by which a long text speaks of what is at hand: "Delete my account and all data".

    A headline or a subject does so without: "Send me the report by Friday at noon".
    """
    words = _to_the_point(next(_parts(text.partition("\n")[0]), []))
    speaks_of_it = words[:1] == ["permanently"] or not AT_HAND.isdisjoint(words[1:2])
    return _deeds([words]) if speaks_of_it else frozenset()


def deeds_in(sentence: str) -> frozenset[str]:
    """Return the verbs of deeds anywhere in `sentence`, as in "Do you want to delete it?", and of sums."""
    words = words_of(sentence)
    pays = frozenset({PAYS} if AMOUNT in words else ())
    return pays | _deeds(words[start:] for start in range(len(words)))


def deeds_once_chosen(label: str) -> frozenset[str]:
    """Return the verbs of what happens when a file was chosen: "Choose a photo to publish at once"."""
    words = words_of(label)
    verbs = (at for at, word in enumerate(words) if word in _STRONG or words[at - 1 : at] == ["to"])
    return deeds_of(label) | _deeds(words[at:] for at in verbs)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, with signs for sums and other numbers."""
    return _WORD.findall(_plain(text))


def _is_a_price_to_pay(label: str) -> bool:
    words = words_of(label)
    said = [word for word in _to_the_point(words) if word not in BETWEEN]
    is_short = len(words) <= _SHORT + 2  # a sum with its unit, "per month", is soon that long
    return is_short and AMOUNT in said[1:] and said[0] not in LOOKING | PRICED | {AMOUNT}


def _promised(words: list[str]) -> frozenset[str]:
    at_its_head = _deeds([_to_the_point(words)])
    further_on = len(words) <= _SHORT and words[0] not in LOOKING
    return at_its_head | _deeds(_strong_ones(words)) if further_on else at_its_head


def _strong_ones(words: list[str]) -> Iterator[list[str]]:
    """Yield what begins with a verb that is nothing else, and is not said to be left undone."""
    for start, word in enumerate(words):
        if word in _STRONG and not (start and words[start - 1] in NEGATIONS):
            yield words[start:]


def _parts(label: str) -> Iterator[list[str]]:
    """Yield the words of a label as a whole, and of each thing that it promises."""
    plain = _plain(label)
    yield from (words for part in [plain, *_PART.split(plain)] if (words := _WORD.findall(part)))


def _plain(text: str) -> str:
    """Return a text in small letters, without those that nobody sees, with signs for its numbers."""
    wide = unicodedata.normalize("NFKC", text[:_LONGEST]).replace("\u2019", "'")
    visible = "".join(letter for letter in wide if unicodedata.category(letter) != "Cf")
    without_amounts = _MONEY.sub(" \u00a4 ", _ONE_CLICK.sub("", visible).replace("#", " "))
    return _NUMBER.sub(" # ", without_amounts).casefold()


def _to_the_point(words: list[str]) -> list[str]:
    """Leave out "Yes, I agree, ..." and "Click to ..." as long as something follows."""
    before = ""
    while len(words) > 1 and _opens(before, words[0]) and not _deeds([words]):
        before, words = words[0], words[1:]
    return words


def _opens(before: str, word: str) -> bool:
    return word in OPENINGS or (word == "to" and before in BEFORE_TO)


def _deeds(beginnings: Iterator[list[str]] | list[list[str]]) -> frozenset[str]:
    return frozenset(deed for words in beginnings if words and (deed := _deed(words)))


def _deed(words: list[str]) -> str | None:
    if whole := WHOLE.get(" ".join(words[:4])):
        return whole
    verb, *others = words
    if _is_harmless(verb, others):
        return None
    if verb in _VERBS:
        return None if _object(words) in UNLESS.get(verb, "").split() else verb
    done = verb in ONLY_WITH and _is_done_to(_phrase(others), ONLY_WITH[verb])
    return verb if done or (verb in AIMING and _is_aimed(others)) else None


def _is_harmless(verb: str, others: list[str]) -> bool:
    signs_in = verb in TELLING and not SIGNING_IN.isdisjoint(others[:4])
    last = [word for word in others if word != AMOUNT][-1:]
    fills = verb in FILLING and not BASKETS.isdisjoint(last)
    return signs_in or fills or " ".join([verb, *others]) in HARMLESS


def _is_aimed(words: list[str]) -> bool:
    """Whether words go on like "... to production" or "... as an admin"."""
    goals = (_object(words[at:]) for at, word in enumerate(words) if word in TOWARDS)
    return not AIMED_AT.isdisjoint(goals)


def _object(words: list[str]) -> str:
    """Return what a verb is done to; a number if that is all that is said of it."""
    named = next((word for word in words[1:] if word not in BETWEEN), "")
    return named or ("#" if "#" in words else "")


def _phrase(words: list[str]) -> list[str]:
    """Return the words after a verb up to where something else begins."""
    ends = (
        index
        for index, word in enumerate(words)
        if word in PREPOSITIONS and not BETWEEN.issuperset(words[:index])
    )
    return words[: next(ends, len(words))]


def _is_done_to(phrase: list[str], objects: str) -> bool:
    named = [word for word in phrase if word not in BETWEEN]
    ends = [word for word in named if word not in OPENINGS][-1:]
    meant = {*named[:1], *named[-1:], *ends, *BETWEEN.intersection(phrase)} or {""}
    return not meant.isdisjoint(objects.split(" ")) or (not named and objects.startswith(" "))
