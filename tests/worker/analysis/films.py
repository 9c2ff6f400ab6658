"""Small screencasts, drawn and encoded by the tests themselves."""

from dataclasses import dataclass, field
from pathlib import Path

import av
import cv2
import numpy as np

from worker.analysis.frames import Pixels
from worker.analysis.geometry import Box, Point
from worker.analysis.pointing.shapes import Theme, shapes

WIDTH, HEIGHT, RATE = 960, 600, 10
PAPER, INK, LINE, BLUE = (255, 255, 255), (30, 30, 30), (150, 150, 150), (200, 110, 40)


def blank() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), PAPER, np.uint8)


def say(picture: Pixels, text: str, at: tuple[int, int], colour: tuple[int, int, int] = INK) -> None:
    """Write text with its lower left corner at a point."""
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.55, colour, 1, cv2.LINE_AA)


def draw_field(picture: Pixels, box: Box, label: str, *, focused: bool = False) -> None:
    colour, width = (BLUE, 2) if focused else (LINE, 1)
    cv2.rectangle(picture, box[:2], (box.right, box.bottom), colour, width)
    say(picture, label, (box.x, box.y - 10))


def draw_button(picture: Pixels, box: Box, label: str) -> None:
    cv2.rectangle(picture, box[:2], (box.right, box.bottom), BLUE, -1)
    (width, _), _ = cv2.getTextSize(label, cv2.FONT_HERSHEY_SIMPLEX, 0.55, 1)
    say(picture, label, (box.center.x - width // 2, box.center.y + 6), PAPER)


def draw_dots(picture: Pixels, box: Box, count: int) -> None:
    for number in range(count):
        cv2.circle(picture, (box.x + 14 + 9 * number, box.center.y), 3, INK, -1, cv2.LINE_AA)


@dataclass
class Film:
    """Pictures one after the other, with the pointer drawn on them."""

    pictures: list[Pixels] = field(default_factory=list)
    pointer: Point = field(default_factory=lambda: Point(700, 500))

    def show(self, page: Pixels, seconds: float) -> None:
        self.pictures += [self._with_pointer(page)] * round(seconds * RATE)

    def point_at(self, page: Pixels, x: int, y: int, steps: int = 6) -> None:
        """Move the pointer to a place and rest there for half a second."""
        start = self.pointer
        for step in range(1, steps + 1):
            across, down = (x - start.x) * step // steps, (y - start.y) * step // steps
            self.pointer = Point(start.x + across, start.y + down)
            self.show(page, 1 / RATE)
        self.show(page, 0.5)

    def write(self, path: Path) -> Path:
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "18"})
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            for picture in self.pictures:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "bgr24")))
            container.mux(stream.encode())
        return path

    def _with_pointer(self, page: Pixels) -> Pixels:
        picture = page.copy()
        arrow = shapes(Theme(1.0, dark=True))[0]
        height, width = arrow.grey.shape
        window = picture[self.pointer.y : self.pointer.y + height, self.pointer.x : self.pointer.x + width]
        drawn = arrow.counts[: window.shape[0], : window.shape[1]] > 0
        window[drawn] = arrow.grey[: window.shape[0], : window.shape[1]][drawn][:, None]
        return picture
