"""The verbs by which a question says what a yes will do: "will be sent", "removal", "cannot be undone"."""

import re
from collections.abc import Iterator
from typing import Final

from models.irreversible_labels import AMOUNT, PAYS, deeds_in, words_of
from models.irreversible_words import ALSO_NAMES, NEGATIONS, ONLY_WITH, STRONG

FINAL: Final = "permanently"  #: what is done by that of which no more is known than that it stays done
_BEFORE = 3  # words before a form of a verb that tell whether it is going to happen
_IRREGULAR = {
    "bought": "buy",
    "given": "give",
    "overwritten": "overwrite",
    "paid": "pay",
    "sent": "send",
    "sold": "sell",
    "withdrawn": "withdraw",
}
_NOUNS = {
    "activation": "activate",
    "cancellation": "cancel",
    "deactivation": "deactivate",
    "deletion": "delete",
    "publication": "publish",
    "removal": "remove",
    "submission": "submit",
    "suspension": "suspend",
    "termination": "terminate",
    "withdrawal": "withdraw",
}
_HAPPENS = frozenset({"are", "be", "being", "get", "gets", "getting", "is"})
_LEFT_UNDONE = NEGATIONS | {"nobody", "nothing"}
_STAYS_DONE = re.compile(
    r"\b(?:can(?:no|['\u2019])?t|can not|impossible|never|no longer|not|unable)\b[^.?!]{0,40}"
    r"\b(?:recovered|restored?|retrieved?|reversed?|reverted?|taken back|undone|undo|recover|revert)\b|"
    r"\b(?:forever|for good|irreversibl[ey]|irrevocabl[ey]|no undo|no way back|permanent(?:ly)?)\b",
    re.IGNORECASE,
)


def deeds_agreed_to(question: str) -> frozenset[str]:
    """Return the verbs of what happens after a yes; what is only paid or final has a verb for that alone."""
    words = words_of(question)
    deeds = frozenset((*(deeds_in(question) - {PAYS}), *_told_otherwise(words)))
    if deeds:
        return deeds
    return frozenset({PAYS} if AMOUNT in words else {FINAL} if _STAYS_DONE.search(question) else ())


def _told_otherwise(words: list[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        before = words[max(0, at - _BEFORE) : at]
        verb = _FORMS.get(word, "")
        passive = bool(verb) and not _HAPPENS.isdisjoint(before) and _is_meant(verb, words)
        if (passive or word in _SAYS_SO) and _LEFT_UNDONE.isdisjoint(before):
            yield verb or _SAYS_SO[word]


def _is_meant(verb: str, words: list[str]) -> bool:
    """Whether what a verb needs to be one is named anywhere: "The card will be charged"."""
    objects = frozenset(ONLY_WITH.get(verb, "").split())
    return verb in _ANY_OBJECT or not objects.isdisjoint(word.removesuffix("s") for word in words)


def _participles(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {f"{verb}d"}
    return {f"{verb.removesuffix('y')}ied" if verb.endswith("y") else f"{verb}ed", f"{verb}{verb[-1]}ed"}


def _other_forms(verb: str) -> set[str]:
    ending = "es" if verb.endswith("sh") else "s"
    return {f"{verb}{ending}", f"{verb.removesuffix('e')}ing", f"{verb}{verb[-1]}ing"}


_ANY_OBJECT: Final = frozenset(f"{STRONG} {ALSO_NAMES}".split())
#: Participles, which tell something only with what makes them passive.
_FORMS: Final = _IRREGULAR | {
    form: verb for verb in {*_ANY_OBJECT, *ONLY_WITH} for form in _participles(verb)
}
#: "Deleting it", "this deletes it" and nouns, which do so by themselves.
_SAYS_SO: Final = _NOUNS | {form: verb for verb in STRONG.split() for form in _other_forms(verb)}
