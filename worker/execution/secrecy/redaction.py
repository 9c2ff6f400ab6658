"""Taking secrets out of everything that leaves a run: their plain form and the usual encodings.

This is the second line. The first is that values are never handed to the model; but a page may show one
and a command may print one. It is best effort by nature: whoever can run code can disguise a value.
"""

from collections.abc import Iterable

from worker.execution.secrecy.disguises import encoded_forms_of, forms_of
from worker.execution.secrecy.documents import redacted_document
from worker.execution.secrecy.matching import Forms


class Redactor:
    """Replaces every known secret by its name in brackets, e.g. ``[ORCHARD_PASSWORD]``."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = ()) -> None:
        """`secrets`: pairs of name and value; one name may have several values."""
        self._labels: dict[bytes, bytes] = {}
        encoded: set[bytes] = set()
        for name, secret in secrets:
            encoded |= encoded_forms_of(secret)
            for form in forms_of(secret):
                self._labels.setdefault(form, f"[{name}]".encode())
        self.forms = frozenset(self._labels)  #: everything that is looked for
        self._search = Forms(self.forms, encoded)

    def text(self, text: str) -> str:
        return self._redacted(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def finds(self, data: bytes) -> bool:
        """Whether anything in `data` would be replaced."""
        return bool(self._search.matches(data))

    def _redacted(self, data: bytes) -> bytes:
        """Replace what is secret. Secrets that overlap are replaced as one, so that no end of one is left."""
        out: list[bytes] = []
        position = 0
        for start, end, form in self._search.matches(data):
            if start >= position:
                out += [data[position:start], self._labels[form]]
            position = max(position, end)
        return b"".join([*out, data[position:]])

    def strings_of(self, value: object) -> object:
        """Return parsed JSON redacted wherever it holds what somebody said."""
        return redacted_document(value, self.text)
