"""The actor at a desk."""

from typing import TYPE_CHECKING, cast

import pytest

from bench.screencasts.clerk import Clerk, Reach
from bench.screencasts.take import Idling, Take
from playground.recording.camera import Clock
from playground.recording.screen import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from playground.recording.hand import Hand

_NOTCH = 100.0  #: pixels


class _Desk:
    """A page 1000 pixels high with one field on it, and the wheel that scrolls it."""

    url = "http://desk.test"

    def __init__(self, field_at: float, longest_way: float = 5000.0) -> None:
        self._field_at, self._way_left, self.notches = field_at, longest_way, 0

    def get_by_label(self, *_: object, **__: object) -> "_Desk":
        return self

    def bounding_box(self) -> dict[str, float]:
        return {"y": self._field_at}

    def evaluate(self, _: str) -> int:
        return 1000

    def turn_wheel(self, notches: int) -> None:
        way = min(_NOTCH, self._way_left) * notches
        self._field_at, self._way_left = self._field_at - way, self._way_left - abs(way)
        self.notches += 1

    def rest(self, *_: float) -> None:
        """A hand that does not wait."""


def _reach(desk: _Desk) -> list[object]:
    idling = Idling(cast("Hand", desk), Clock(0.0), Screen(), Take())
    Clerk(cast("Page", desk), idling).do_chore(Reach("Terms"))
    return [truth["kind"] for truth in idling.take.truths]


@pytest.mark.parametrize("at", [150.0, 800.0])
def test_what_is_in_view_is_not_scrolled_to(at: float) -> None:
    desk = _Desk(at)

    assert _reach(desk) == []
    assert not desk.notches


@pytest.mark.parametrize(("at", "notches"), [(1050.0, 5), (-250.0, 4)])
def test_what_is_out_of_view_takes_one_scroll_of_some_notches(at: float, notches: int) -> None:
    desk = _Desk(at)

    assert _reach(desk) == ["scroll"]
    assert desk.notches == notches


def test_scrolling_ends_with_the_page() -> None:
    desk = _Desk(1500.0, longest_way=150.0)

    assert _reach(desk) == ["scroll"]
    assert desk.notches == 3
