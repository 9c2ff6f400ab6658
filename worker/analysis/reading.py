"""Reading the screen: OCR of small cut-outs, each distinct one only once."""

import hashlib
import unicodedata
from collections import OrderedDict
from functools import cached_property
from typing import NamedTuple, Protocol

import cv2
import numpy as np
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box

#: One: a second would mostly wait for the first, and the machine has other work.
THREADS = 1
#: Longest side given to text detection; larger cut-outs are shrunk to it.
DETECTION_SIDE = 1280
#: Cut-outs up to this height and width, such as fields, are enlarged first: small print reads badly.
LOW, NARROW = 48, 840
REMEMBERED, REGIONS = 2000, 40
#: Pixels that differ by less, or fewer than that, are noise.
NOISE, FEW = 36, 2
LEAST_CERTAIN = 0.5
#: A gap of more than this share of a line's height is a space; fainter marks than this are no ink.
GAP, FAINT = 0.4, 60
#: Words that may have been run together: at most so many, at least so many letters.
MOST_WORDS, SHORTEST = 4, 5


class Line(NamedTuple):
    """A line of text on the screen."""

    text: str
    box: Box
    score: float


class Recogniser(Protocol):
    """Finds lines of text in a picture."""

    def __call__(self, pixels: Pixels) -> list[Line]: ...


class RapidRecogniser:
    """PP-OCR, whose models come in the wheel. Loaded at first use."""

    def __call__(self, pixels: Pixels) -> list[Line]:
        found = self._engine(pixels, use_det=True, use_cls=False, use_rec=True)
        if (
            not isinstance(found, RapidOCROutput)
            or found.boxes is None
            or found.txts is None
            or found.scores is None
        ):
            return []
        rows = zip(found.txts, found.boxes, found.scores, strict=True)
        return [Line(_tidy(text), _upright(corners), float(score)) for text, corners, score in rows]

    @cached_property
    def _engine(self) -> RapidOCR:
        # "max" because the default enlarges small cut-outs, at fifteen times the cost.
        params = {
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        return RapidOCR(params=params)


class Reader:
    """Reads parts of pictures and remembers what it has read."""

    def __init__(self, recognise: Recogniser | None = None) -> None:
        self._recognise = recognise or RapidRecogniser()
        self._read: OrderedDict[bytes, list[Line]] = OrderedDict()
        self._last: OrderedDict[Box, tuple[Pixels, list[Line]]] = OrderedDict()

    def lines(self, picture: Pixels, region: Box) -> list[Line]:
        """The lines of text in a region, from top to bottom, placed on the whole picture."""
        region = region.within(picture.shape[1], picture.shape[0])
        cut = np.ascontiguousarray(picture[region.y : region.bottom, region.x : region.right])
        found = [
            line._replace(box=Box(line.box.x + region.x, line.box.y + region.y, *line.box[2:]))
            for line in self._unchanged(region, cut) or self._remembered(region, cut)
            if line.score >= LEAST_CERTAIN and line.text
        ]
        return sorted(found, key=lambda line: (line.box.y, line.box.x))

    def _unchanged(self, region: Box, cut: Pixels) -> list[Line] | None:
        """What was read last in a region, if it still looks the same but for the noise of compression."""
        last = self._last.get(region)
        if last is None:
            return None
        different = cv2.absdiff(last[0], cut).max(axis=2) > NOISE
        return last[1] if np.count_nonzero(different) <= FEW else None

    def _remembered(self, region: Box, cut: Pixels) -> list[Line]:
        key = hashlib.blake2b(cut.tobytes(), digest_size=16, salt=str(cut.shape).encode()[:16]).digest()
        if key not in self._read:
            self._read[key] = self._enlarged(cut)
            if len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
        self._read.move_to_end(key)
        self._last[region] = (cut, self._read[key])
        if len(self._last) > REGIONS:
            self._last.popitem(last=False)
        return self._read[key]

    def _enlarged(self, cut: Pixels) -> list[Line]:
        """Read a small cut-out at twice its size with room around it."""
        if cut.shape[0] > LOW or cut.shape[1] > NARROW:
            return [self._spaced(cut, line) for line in self._recognise(cut)]
        margin = 12
        roomy = cv2.copyMakeBorder(cut, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        double = cv2.resize(roomy, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        pixels = np.asarray(double, np.uint8)
        return [_halved(self._spaced(pixels, line), margin) for line in self._recognise(pixels)]

    def _spaced(self, picture: Pixels, line: Line) -> Line:
        """The line with the spaces that are seen but were not read; word by word it must read the same."""
        box = line.box.within(*picture.shape[1::-1])
        part = picture[box.y : box.bottom, box.x : box.right]
        words = _words(part) if " " not in line.text and len(line.text) >= SHORTEST else []
        if not 1 < len(words) <= MOST_WORDS:
            return line
        read = [self._recognise(_roomy(part[:, left:right])) for left, right in words]
        texts = ["".join(x.text for x in found) for found in read]
        same = "".join(texts) == line.text.replace(" ", "")
        return line._replace(text=" ".join(texts)) if same else line


def _words(part: Pixels) -> list[tuple[int, int]]:
    """The columns of each word in a line of text: ink, with wide gaps between."""
    ink = np.abs(part.astype(np.int16) - np.median(part, axis=(0, 1))).max(axis=2) > FAINT
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    if not len(columns):
        return []
    wide = GAP * (rows[-1] - rows[0] + 1)
    ends = np.flatnonzero(np.diff(columns) > wide)
    starts = [columns[0], *columns[ends + 1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, [*columns[ends], columns[-1]], strict=True)]


def _roomy(word: Pixels) -> Pixels:
    room = max(8, word.shape[0] // 2)
    return np.asarray(cv2.copyMakeBorder(word, room, room, room, room, cv2.BORDER_REPLICATE), np.uint8)


def _halved(line: Line, margin: int) -> Line:
    x, y, width, height = line.box
    return line._replace(box=Box(x // 2 - margin, y // 2 - margin, width // 2, height // 2))


def _upright(corners: "np.ndarray[tuple[int, int], np.dtype[np.float32]]") -> Box:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return Box(int(left), int(top), int(right - left), int(bottom - top))


def _tidy(text: str) -> str:
    """Full-width forms, which the recogniser also knows, become the plain characters they stand for."""
    return unicodedata.normalize("NFKC", text).strip()
