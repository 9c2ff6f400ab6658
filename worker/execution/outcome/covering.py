"""Covering what shows a secret in a picture that a run leaves behind.

The picture is read as screencasts are; a line that reads like a secret, also with a few letters misread, is
covered as a whole, and so is each part of a value that goes on in the next line. What cannot be read through
is not kept at all.
"""

import logging
from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import masked
from worker.analysis.reading import Line, Reader
from worker.execution.outcome.likeness import SHORTEST, shows, simplified
from worker.execution.outcome.wrapped import wrapped_values

_log = logging.getLogger(__name__)

_MOST_PIXELS = 20_000_000
_FULL_HD = 1920  # width of the screens that sizes in `masked` are told for
_STRIP, _OVERLAP = 800, 60  # pixels: a tall page is read in parts, so that small print stays legible
_AROUND = 3  # pixels covered around a line


def is_picture(content: bytes) -> bool:
    """Whether `content` can be read as a picture, whatever its name says."""
    try:
        return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8) is not None
    except cv2.error:
        return False


def cover_secrets(
    picture: bytes, forms: Iterable[bytes], suffix: str = ".png", reader: Reader | None = None
) -> bytes | None:
    """Return `picture`, in the format of `suffix`, without any line that shows one of `forms`.

    None if it cannot be read through: then nobody knows what it shows.
    """
    try:
        pixels = _decoded(picture)
        if pixels is None:
            return None
        wanted = {form for form in map(simplified, _texts(forms)) if len(form) >= SHORTEST}
        lines = _telling(pixels, wanted, reader or Reader()) if wanted else ()
        covered = masked(pixels, lines, pixels.shape[1] / _FULL_HD)
        return cv2.imencode(suffix, covered)[1].tobytes()
    except (cv2.error, ValueError, RuntimeError):
        _log.warning("A picture could not be read, so it is not kept", exc_info=True)
        return None


def _decoded(picture: bytes) -> Pixels | None:
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None or pixels.shape[0] * pixels.shape[1] > _MOST_PIXELS:
        return None
    return np.asarray(pixels, np.uint8)


def _telling(pixels: Pixels, forms: set[str], reader: Reader) -> Iterator[Box]:
    lines = list(dict.fromkeys(_lines(pixels, reader)))
    for line in lines:
        text = simplified(line.text)
        if any(shows(text, form) for form in forms):
            yield line.box.grown(_AROUND)
    for box in wrapped_values(lines, forms):
        yield box.grown(_AROUND)


def _lines(pixels: Pixels, reader: Reader) -> Iterator[Line]:
    height, width = pixels.shape[:2]
    for top in range(0, height, _STRIP - _OVERLAP):
        yield from reader.lines(pixels, Box(0, top, width, min(_STRIP, height - top)))


def _texts(forms: Iterable[bytes]) -> Iterator[str]:
    return (form.decode("utf-8", "ignore") for form in forms)
