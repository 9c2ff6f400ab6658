"""Reading a text as if all of it were base64: a value of a few letters leaves no mark that is sure in it."""

import base64
import string
from collections.abc import Iterator
from typing import Final

from worker.execution.secrecy.rewriting import Span

_LETTERS: Final = (string.ascii_letters + string.digits).encode()
_STANDARD: Final = b"+/"
#: The last two signs of the alphabet, as files and as URLs write them.
_LAST_SIGNS: Final = (_STANDARD, b"-_")
_GROUP: Final = 4  # characters that hold three bytes
_BITS: Final = 6  # of a character


class Decoded:
    """The bytes that a text holds from one of its characters on; what is no base64 is passed over."""

    def __init__(self, text: bytes, alphabet: bytes, kept: bytes, skip: int) -> None:
        """`kept` are the characters of `text` that are in `alphabet`, of which `skip` are left out first."""
        self._text, self._alphabet, self._skip = text, alphabet, skip
        whole = kept[skip : len(kept) - ((len(kept) - skip) % _GROUP == 1)]
        self.data = base64.b64decode(whole + b"=" * (-len(whole) % _GROUP))

    def origin(self, span: Span) -> Span:
        """Return where in the text stands what holds the bytes of `span`."""
        start, end = span
        places = [at for at, sign in enumerate(self._text) if sign in self._alphabet]
        first, last = start * 8 // _BITS, (end * 8 - 1) // _BITS
        return places[self._skip + first], places[self._skip + last] + 1


def decoded_from(text: bytes) -> Iterator[Decoded]:
    """Yield what a text holds as base64, whichever of its characters a group begins with."""
    for last_signs in _LAST_SIGNS:
        alphabet = _LETTERS + last_signs
        others = bytes(set(range(256)) - set(alphabet))
        kept = text.translate(bytes.maketrans(last_signs, _STANDARD), others)
        for skip in range(_GROUP):
            yield Decoded(text, alphabet, kept, skip)
