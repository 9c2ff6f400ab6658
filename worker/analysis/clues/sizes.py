"""How large things are that tell what was done: smaller ones are noise, larger ones are pages."""

from typing import NamedTuple

from worker.analysis.geometry import Box


class Sizes(NamedTuple):
    """The sizes of one kind of thing, in pixels of a 1080p screen."""

    lowest: int
    tallest: int
    narrowest: int

    def fit(self, box: Box, scale: float) -> bool:
        """Whether a box may be such a thing on a screen of that scale."""
        is_high_enough = self.lowest * scale <= box.height <= self.tallest * scale
        return is_high_enough and box.width >= self.narrowest * scale
