"""The last picture of a run's browser, for the person who started it.

The model is not shown it: a picture cannot be redacted on its way, and costs more than the page's words.
"""

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from worker.execution.tool_calls import named_in_full

TAKE_SCREENSHOT: Final = named_in_full("take_screenshot")

_LARGEST = 20 << 20  # bytes of base64
_INSTEAD: Final = [
    {"type": "text", "text": "The picture is kept for the person who started this. You are not shown it."}
]


class LastScreenshot:
    """Keeps the picture that was taken last."""

    def __init__(self) -> None:
        self.picture: bytes | None = None  #: PNG or JPEG, as it was taken: it may show a secret

    def take(self, response: object) -> list[dict[str, str]]:
        """Keep the picture in a tool's response, and return what the model is told instead."""
        for encoded in _pictures_in(response):
            try:
                self.picture = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                continue
        return _INSTEAD


def _pictures_in(response: object) -> Iterator[str]:
    """Yield the base64 of every image block."""
    for block in response if isinstance(response, list) else []:
        match block:
            case {"type": "image", "source": {"data": str(encoded)}} if len(encoded) <= _LARGEST:
                yield encoded
