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

THREADS = 2
#: Longest side given to text detection; larger cut-outs are shrunk to it.
DETECTION_SIDE = 1280
#: Cut-outs up to this height and width, such as fields, are enlarged first: small print reads badly.
LOW, NARROW = 48, 840
REMEMBERED, REGIONS = 2000, 40
#: Pixels that differ by less, or fewer than that, are noise.
NOISE, FEW = 36, 2
LEAST_CERTAIN = 0.5


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

    def text(self, picture: Pixels, region: Box) -> str:
        """All text of a region, its rows joined by newlines."""
        rows: list[list[Line]] = []
        for line in self.lines(picture, region):
            if rows and rows[-1][0].box.same_row(line.box):
                rows[-1].append(line)
            else:
                rows.append([line])
        return "\n".join(" ".join(x.text for x in sorted(row, key=lambda x: x.box.x)) for row in rows)

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
            return self._recognise(cut)
        margin = 12
        roomy = cv2.copyMakeBorder(cut, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        double = cv2.resize(roomy, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        return [_halved(line, margin) for line in self._recognise(np.asarray(double, np.uint8))]


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
