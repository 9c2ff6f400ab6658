"""Made-up secrets that are found again in any dress.

The looks are worked out here anew: a scanner that only borrowed the redactor's would share its blind spots.
"""

import base64
import secrets
import string
from collections.abc import Iterator
from dataclasses import dataclass

from worker.execution.secrecy.disguises import forms_of

_LETTERS = string.ascii_letters + string.digits
_CORE = 24
#: Of each alignment: leading characters that also depend on what stands before, and bytes of that.
_ALIGNMENTS = ((0, 0), (1, 2), (2, 3))


@dataclass(frozen=True)
class Canary:
    """A secret. Its core is letters and digits, which no escaping changes."""

    name: str
    core: str
    before: str = "tk-"
    after: str = ""

    @property
    def value(self) -> str:
        return f"{self.before}{self.core}{self.after}"

    def looks(self) -> Iterator[tuple[str, bytes]]:
        """Yield every form that gives it away, with the form's name."""
        core, half = self.core.encode(), _CORE // 2
        yield "as it is, or escaped", core
        yield "its first half", core[:half]
        yield "its second half", core[half:]
        yield "hexadecimal", core.hex().encode()
        yield "hexadecimal, upper case", core.hex().upper().encode()
        for separator in ("-", ",", "|", "','"):
            yield f"letter by letter, {separator} between them", separator.join(self.core).encode()
        yield "UTF-16", self.core.encode("utf-16-le")
        yield "UTF-16, the other way round", self.core.encode("utf-16-be")
        for before, skipped in _ALIGNMENTS:
            yield f"base64, {before} bytes in", _base64(core, before, skipped)
            yield f"base64 for URLs, {before} bytes in", _base64(core, before, skipped, b"-_")
        for form in forms_of(self.value):
            yield "a form that the redactor knows", form


def make_canary(name: str, before: str = "tk-", after: str = "") -> Canary:
    return Canary(name, "".join(secrets.choice(_LETTERS) for _ in range(_CORE)), before, after)


def _base64(core: bytes, before: int, skipped: int, marks: bytes = b"+/") -> bytes:
    """Return what base64 of any text must contain if the core stands `before` bytes past a multiple of 3."""
    unchanged = (before + len(core)) // 3 * 4  # full groups of four: no later byte changes them
    return base64.b64encode(b"x" * before + core, marks)[skipped:unchanged]
