"""Taking secrets out of everything that leaves a run: their plain form and the usual encodings.

This is the second line. The first is that values are never handed to the model; but a page may show one
and a command may print one. It is best effort by nature: whoever can run code can disguise a value.
"""

from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from worker.execution.secrecy.disguises import forms_of

#: What programs read in the Messages API and in transcripts, beside everything that ends in "id".
_MARKS = frozenset({"type", "role", "model", "media_type", "signature", "timestamp"})


class Redactor:
    """Replaces every known secret by its name in brackets, e.g. ``[ORCHARD_PASSWORD]``."""

    def __init__(self, secrets: Iterable[tuple[str, str]] = ()) -> None:
        """`secrets`: pairs of name and value; one name may have several values."""
        labels: dict[bytes, bytes] = {}
        for name, secret in secrets:
            for form in forms_of(secret):
                labels.setdefault(form, f"[{name}]".encode())
        self.forms = frozenset(labels)  #: everything that is looked for
        self._labels = list(labels.values())
        self._search = BytesAhoCorasick(list(labels), matchkind=MatchKind.Standard) if labels else None
        self._held_back = max(map(len, labels), default=1) - 1

    def stream(self) -> "RedactedStream":
        """Return a redactor of one stream that arrives in pieces."""
        return RedactedStream(self._search, self._labels, self._held_back)

    def text(self, text: str) -> str:
        stream = self.stream()
        data = text.encode("utf-8", "surrogatepass")
        return (stream.feed(data) + stream.close()).decode("utf-8", "surrogatepass")

    def finds(self, data: bytes) -> bool:
        """Whether anything in `data` would be replaced."""
        stream = self.stream()
        return stream.feed(data) + stream.close() != data

    def strings_of(self, value: object) -> object:
        """Return parsed JSON with every string redacted that a model or a person reads, each by itself.

        Marks that only programs read stay as they are, and so do pictures: a short secret that happens to
        be part of one would make the document unusable.
        """
        match value:
            case str():
                return self.text(value)
            case list():
                return [self.strings_of(item) for item in value]
            case dict():
                return {
                    key: item if _is_for_programs(key, value) else self.strings_of(item)
                    for key, item in value.items()
                }
            case _:
                return value


def _is_for_programs(key: str, document: Mapping[str, object]) -> bool:
    if key == "data":
        return str(document.get("media_type")).startswith("image/")
    if key == "name":  # of a tool
        return "input" in document or "input_schema" in document
    return isinstance(document[key], str) and (key in _MARKS or key.lower().endswith("id"))


class RedactedStream:
    """One stream: bytes go in as they arrive and come out once no secret can begin in them any more."""

    def __init__(self, search: BytesAhoCorasick | None, labels: list[bytes], held_back: int) -> None:
        self._search = search
        self._labels = labels
        self._held_back = held_back
        self._waiting = b""
        self._covered = 0  # so much at the beginning of what waits belongs to a secret already replaced

    def feed(self, data: bytes) -> bytes:
        """Return what is safe to pass on by now."""
        self._waiting += data
        return self._pass_on(max(0, len(self._waiting) - self._held_back))

    def close(self) -> bytes:
        """Return the rest."""
        return self._pass_on(len(self._waiting))

    def _pass_on(self, settled: int) -> bytes:
        """Pass on everything before `settled`: whatever begins there has arrived in full.

        Secrets that overlap are replaced as one, so that no end of one is left.
        """
        out: list[bytes] = []
        position = self._covered
        for start, end, label in self._matches():
            if start >= settled:
                break
            if start >= position:
                out += [self._waiting[position:start], label]
            position = max(position, end)
        out.append(self._waiting[position:settled])
        self._waiting = self._waiting[settled:]
        self._covered = max(0, position - settled)
        return b"".join(out)

    def _matches(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield where known forms stand, overlapping ones as well; the longest first where several begin."""
        if self._search is None:
            return
        found = self._search.find_matches_as_indexes(self._waiting, overlapping=True)
        for pattern, start, end in sorted(found, key=lambda match: (match[1], -match[2])):
            yield start, end, self._labels[pattern]
