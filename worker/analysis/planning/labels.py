"""Labels compared: the same one may have been read with slips, but another word is another label."""

import re
from itertools import zip_longest

_WORD = re.compile(r"\w+")
#: Letters a word must have for one of them to be a slip of reading.
_LONG_ENOUGH = 4


def is_same_label(one: str, other: str) -> bool:
    """Whether two labels are one, but for spaces, punctuation and a letter that was misread in long words."""
    words, others = (_WORD.findall(label.casefold()) for label in (one, other))
    if "".join(words) == "".join(others):
        return bool(words) or one.strip() == other.strip()
    return all(_is_same_word(*pair) for pair in zip_longest(words, others, fillvalue=""))


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    # 1001 and 1002 are not one number read twice.
    if min(len(one), len(other)) < _LONG_ENOUGH or one.isdigit() or other.isdigit():
        return False
    return _is_one_letter_apart(*sorted((one, other), key=len))


def _is_one_letter_apart(short: str, long: str) -> bool:
    """Whether one letter was left out or exchanged."""
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
