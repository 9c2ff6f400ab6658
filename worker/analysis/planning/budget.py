"""What a planner may spend on pictures: so many tokens for each minute of a screencast, and no more."""

from dataclasses import dataclass
from math import ceil

_SQUARE = 28  #: pixels: a picture costs one token for each square of this size, begun ones included
_PER_MINUTE = 9000
_FOR_LOOKS = 0.2  #: the part that is kept for what the model asks to see more closely


@dataclass(frozen=True)
class Budget:
    """Image tokens: for the pictures of a request, and for the looks that may follow."""

    pictures: int
    looks: int

    @property
    def whole(self) -> int:
        """Image tokens of both together."""
        return self.pictures + self.looks


def budget_for(seconds: float) -> Budget:
    """Return what may be spent on so many seconds of a screencast."""
    whole = int(_PER_MINUTE * seconds / 60)
    looks = int(whole * _FOR_LOOKS)
    return Budget(pictures=whole - looks, looks=looks)


def tokens_of(width: int, height: int) -> int:
    """Return what a picture of so many pixels costs."""
    return ceil(width / _SQUARE) * ceil(height / _SQUARE)
