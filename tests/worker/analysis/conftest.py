"""Reading is most of what these tests cost, and many of them show the same drawn pages."""

from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import blake2b
from typing import TypeVar

import numpy as np
import pytest

from worker.analysis.frames import Pixels
from worker.analysis.reading import PaddleEyes

Seen = TypeVar("Seen")


@pytest.fixture(scope="session", autouse=True)
def _pictures_are_read_once() -> Iterator[None]:
    """PP-OCR says the same of the same pixels each time: it is asked once in a test process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PaddleEyes, "find", _once(PaddleEyes.find))
        patch.setattr(PaddleEyes, "read", _once(PaddleEyes.read))
        yield


def _once(look: Callable[[PaddleEyes, Pixels], Seen]) -> Callable[[PaddleEyes, Pixels], Seen]:
    known: dict[tuple[tuple[int, ...], bytes], Seen] = {}

    @wraps(look)
    def remembered(eyes: PaddleEyes, pixels: Pixels) -> Seen:
        key = (pixels.shape, blake2b(np.ascontiguousarray(pixels).tobytes()).digest())
        if key not in known:
            known[key] = look(eyes, pixels)
        return known[key]

    return remembered
