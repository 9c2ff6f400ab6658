"""The hand: moves the pointer and types as a person would, through the X server."""

import os
import subprocess
import time
from random import Random

_STEP = 0.016  #: seconds between two positions of the pointer
_PIXELS_PER_STEP = 26
_FASTEST_TYPING = 0.5  #: fingers hurry less than the rest


class Hand:
    """One hand on mouse and keyboard; `seed` makes its hesitations repeatable.

    `pace` stretches how long everything takes: below 1 the hand hurries.
    """

    def __init__(self, display: str, seed: int, pace: float = 1.0) -> None:
        self._pace = pace
        self._environment = {**os.environ, "DISPLAY": display}
        self._random = Random(seed)  # noqa: S311 - hesitation, not cryptography
        self._at = (640, 430)
        self._do("mousemove", *self._at)

    def point_at(self, x: int, y: int) -> None:
        """Glide to a pixel: slow at both ends, on a slight arc."""
        start_x, start_y = self._at
        distance = ((x - start_x) ** 2 + (y - start_y) ** 2) ** 0.5
        steps = max(6, int(distance * self._pace / _PIXELS_PER_STEP))
        bow = self._random.uniform(-0.06, 0.06)
        path: list[object] = []
        for step in range(1, steps + 1):
            share = step / steps
            eased = share * share * (3 - 2 * share)
            arc = bow * 4 * eased * (1 - eased)
            across = start_x + (x - start_x) * eased - (y - start_y) * arc
            down = start_y + (y - start_y) * eased + (x - start_x) * arc
            path += ["mousemove", round(across), round(down), "sleep", _STEP]
        self._do(*path)
        self._at = (x, y)

    def click(self) -> None:
        self._do("click", 1)

    def drag_to(self, x: int, y: int) -> None:
        """Hold the button down while gliding to a pixel."""
        self._do("mousedown", 1)
        self.point_at(x, y)
        self._do("mouseup", 1)

    def turn_wheel(self, notches: int) -> None:
        """Scroll the content under the pointer: down, or up for a negative number."""
        button = 5 if notches > 0 else 4
        self._do(*(["click", button, "sleep", 0.08] * abs(notches)))

    def press(self, key: str) -> None:
        self._do("key", key)

    def write(self, text: str) -> None:
        """Type at about 11 keys a second when unhurried; xdotool waits half of the delay for each key."""
        self._do("type", "--delay", round(170 * max(self._pace, _FASTEST_TYPING)), text)

    def rest(self, shortest: float, longest: float) -> None:
        """Do nothing for a moment, in seconds when unhurried."""
        time.sleep(self._random.uniform(shortest, longest) * self._pace)

    def _do(self, *command: object) -> None:
        line = ["xdotool", *map(str, command)]
        subprocess.run(line, env=self._environment, check=True)
