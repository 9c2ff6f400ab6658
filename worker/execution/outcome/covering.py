"""Covering what shows a secret in a picture that a run leaves behind.

The picture is read as screencasts are; a line that reads like a secret, also with a few letters misread, is
covered as a whole. What cannot be read through is not kept at all.
"""

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box
from worker.analysis.masking import masked
from worker.analysis.reading import Reader

_log = logging.getLogger(__name__)

_MOST_PIXELS = 20_000_000
_FULL_HD = 1920  # width of the screens that sizes in `masked` are told for
_STRIP, _OVERLAP = 800, 60  # pixels: a tall page is read in parts, so that small print stays legible
_AROUND = 3  # pixels covered around a line
_RUN = 8  #: so many characters in a row give a longer secret away
_SURE = 6  #: of so many characters one may be misread
_SHORTEST = 4

#: What readers of small print mix up.
_LIKE: Final = str.maketrans("obgqsz$ilj|!", "089952511111")


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
        wanted = {form for form in map(_simplified, _texts(forms)) if len(form) >= _SHORTEST}
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
    height, width = pixels.shape[:2]
    for top in range(0, height, _STRIP - _OVERLAP):
        for line in reader.lines(pixels, Box(0, top, width, min(_STRIP, height - top))):
            if any(_shows(_simplified(line.text), form) for form in forms):
                yield line.box.grown(_AROUND)


def _texts(forms: Iterable[bytes]) -> Iterator[str]:
    return (form.decode("utf-8", "ignore") for form in forms)


def _simplified(text: str) -> str:
    """Return the letters and digits alone, those that look alike made equal."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LIKE)
    return "".join(filter(str.isalnum, plain))


def _shows(line: str, form: str) -> bool:
    return _has_a_run_of(line, form) or _comes_near(line, form)


def _has_a_run_of(line: str, form: str) -> bool:
    """Whether a part of a long secret is there: it may go on in the next line."""
    return any(form[at : at + _RUN] in line for at in range(len(form) - _RUN + 1))


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
