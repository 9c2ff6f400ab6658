"""Rectangles and points on the screen, in pixels of the source video."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar


class Point(NamedTuple):
    x: int
    y: int


class Box(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def center(self) -> Point:
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    def grown(self, by: int, vertically: int | None = None) -> "Box":
        """The box with `by` pixels more on every side; negative shrinks, never below one pixel."""
        tall = by if vertically is None else vertically
        width, height = max(1, self.width + 2 * by), max(1, self.height + 2 * tall)
        return Box(self.x - by, self.y - tall, width, height)

    def scaled(self, by: float) -> "Box":
        """The same box on a screen so many times as large, in whole pixels."""
        return Box(*(round(side * by) for side in self))

    def within(self, width: int, height: int) -> "Box":
        """The part of the box that lies on a screen of this size; at least one pixel."""
        left, top = min(max(self.x, 0), width - 1), min(max(self.y, 0), height - 1)
        right, bottom = max(left + 1, min(self.right, width)), max(top + 1, min(self.bottom, height))
        return Box(left, top, right - left, bottom - top)

    def contains(self, point: Point, slack: int = 0) -> bool:
        across = self.x - slack <= point.x < self.right + slack
        return across and self.y - slack <= point.y < self.bottom + slack

    def encloses(self, other: "Box", slack: int = 0) -> bool:
        across = self.x - slack <= other.x and other.right <= self.right + slack
        return across and self.y - slack <= other.y and other.bottom <= self.bottom + slack

    def overlap(self, other: "Box") -> int:
        """Pixels the two have in common."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0, across) * max(0, down)

    def distance(self, other: "Box") -> int:
        """Pixels of empty space between the two, along the wider gap; 0 when they touch."""
        across = max(self.x, other.x) - min(self.right, other.right)
        down = max(self.y, other.y) - min(self.bottom, other.bottom)
        return max(0, across, down)

    def same_row(self, other: "Box") -> bool:
        """Whether at least half of the lower one's height is shared: text on one line."""
        shared = min(self.bottom, other.bottom) - max(self.y, other.y)
        return shared * 2 >= min(self.height, other.height)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them; at least one is needed."""
    all_boxes = list(boxes)
    left, top = min(b.x for b in all_boxes), min(b.y for b in all_boxes)
    right, bottom = max(b.right for b in all_boxes), max(b.bottom for b in all_boxes)
    return Box(left, top, right - left, bottom - top)


class Placed(Protocol):
    """Something with a place on the screen."""

    @property
    def box(self) -> Box:
        """Where it is."""


Thing = TypeVar("Thing", bound=Placed)


def in_rows(things: Iterable[Thing]) -> list[list[Thing]]:
    """Things as rows from top to bottom, each from left to right, though they are not quite level."""
    rows: list[list[Thing]] = []
    for thing in sorted(things, key=lambda each: each.box.center.y):
        if rows and thing.box.same_row(rows[-1][0].box):
            rows[-1].append(thing)
        else:
            rows.append([thing])
    return [sorted(row, key=lambda each: each.box.x) for row in rows]
