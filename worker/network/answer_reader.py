"""Reading what an answer of the model cost, from the answer itself as it passes."""

import json
from typing import Any

from worker.network.metering import Estimate

_BYTES_PER_TOKEN = 4  # a stream wraps each piece in some dozens of bytes, so this is rather too much


class AnswerReader:
    """Finds the usage in one answer, whether it is streamed as events or sent as one document."""

    def __init__(self, at_most: Estimate) -> None:
        """`at_most`: what the request may take, for an answer that ends before it has told."""
        self.at_most = at_most
        self._unread = b""
        self._received = 0
        self._usage: dict[str, Any] = {}
        self._complete = False

    def feed(self, chunk: bytes) -> None:
        self._received += len(chunk)
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            self._read(line)

    def close(self) -> dict[str, Any]:
        """Return the usage. Of an answer that was cut short: an estimate, never less than what it told."""
        self._read(self._unread)
        return self._usage if self._complete else {**self._estimate(), **self._told_input()}

    def _read(self, line: bytes) -> None:
        if b'"usage"' not in line:
            return
        try:
            document = json.loads(line.removeprefix(b"data:"))
        except (ValueError, RecursionError):
            return
        if not isinstance(document, dict):
            return
        # A later count replaces an earlier one: output tokens are told as they grow.
        for part in (document.get("message"), document):
            if isinstance(part, dict) and isinstance(part.get("usage"), dict):
                self._usage |= {name: count for name, count in part["usage"].items() if count is not None}
                # The beginning of a stream tells a few tokens of output only.
                self._complete = part is document

    def _estimate(self) -> dict[str, Any]:
        written = min(self._received // _BYTES_PER_TOKEN, self.at_most.output_tokens)
        told = int(self._usage.get("output_tokens") or 0)
        return {"input_tokens": self.at_most.input_tokens, "output_tokens": max(told, written)}

    def _told_input(self) -> dict[str, Any]:
        return {name: count for name, count in self._usage.items() if name != "output_tokens"}
