"""Whether what was read in a picture is a secret, although readers mix up what looks alike."""

import unicodedata
from typing import Final

SHORTEST: Final = 4  #: shorter secrets would be seen everywhere
LONG: Final = 8  #: so many characters in a row give a longer secret away
_SURE: Final = 6  #: of so many characters one may be misread

#: What readers of small print mix up.
_LIKE: Final = str.maketrans("obgqsz$ilj|!", "089952511111")


def simplified(text: str) -> str:
    """Return the letters and digits alone, those that look alike made equal."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LIKE)
    return "".join(filter(str.isalnum, plain))


def shows(line: str, form: str) -> bool:
    """Whether a secret, or enough of it, stands in a line; both are `simplified`."""
    return _has_a_run_of(line, form) or _comes_near(line, form)


def _has_a_run_of(line: str, form: str) -> bool:
    """Whether a part of a long secret is there."""
    return any(form[at : at + LONG] in line for at in range(len(form) - LONG + 1))


def _comes_near(line: str, form: str) -> bool:
    """Whether `form` stands somewhere in `line`, but for a misread character in every few."""
    mistakes = len(form) // _SURE
    size = -(-len(form) // (mistakes + 1))
    # With so few mistakes one of the parts must be there unharmed: most lines are done with here.
    parts = (form[at : at + size] for at in range(0, len(form), size))
    return any(part in line for part in parts) and _fewest_mistakes(line, form) <= mistakes


def _fewest_mistakes(line: str, form: str) -> int:
    """Return how many characters must change to find `form` in `line`: Sellers' edit distance."""
    row = [0] * (len(line) + 1)
    for number, wanted in enumerate(form, start=1):
        above, row = row, [number]
        for at, found in enumerate(line, start=1):
            row.append(min(above[at - 1] + (wanted != found), above[at] + 1, row[at - 1] + 1))
    return min(row)
