"""Somebody who works in an application that was not made for it: everything is found by a locator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from playwright.sync_api import Locator, Page

from bench.screencasts.clerk import Clerk
from bench.screencasts.cues import Say, Wander
from playground.recording.actions import Visit

Part = Callable[[Page], Locator]
_WELL_IN_VIEW = (0.12, 0.8)  #: shares of the page's height
_MOST_NOTCHES = 40


@dataclass(frozen=True, slots=True)
class ClickOn:
    """Click a part that people would call `label`, ``""`` where nothing names it, and wait for `then`."""

    part: Part
    label: str
    then: Part | None = None
    state: str | None = None  #: ``checked`` or ``unchecked``, what a box or switch is left as


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Type into a field: clicked, reached with Tab, or had already; `over` all that it held if wished."""

    part: Part
    label: str
    text: str
    secret: bool = False
    reached: str = "click"  #: or ``Tab``, or ``""`` when it has the keyboard
    over: bool = False


@dataclass(frozen=True, slots=True)
class PickOption:
    """Open a native list and take `option` with the arrow keys."""

    part: Part
    label: str
    option: str


@dataclass(frozen=True, slots=True)
class PressKey:
    """Press a key, named as people name it, and wait for what it leads to."""

    key: str
    then: Part | None = None


@dataclass(frozen=True, slots=True)
class ScrollTo:
    """Turn the wheel over the page's middle until a part is well in view."""

    part: Part


OperatorCue = Visit | ClickOn | WriteIn | PickOption | PressKey | ScrollTo | Wander | Say
_KEYSYMS = {"Enter": "Return"}


class Operator(Clerk):
    """Acts on parts of a page, and notes it as the other actors do."""

    def operate(self, cue: OperatorCue) -> None:
        match cue:
            case ClickOn():
                self._click_part(cue)
            case WriteIn():
                self._write_in(cue)
            case PickOption():
                self._pick(self._found(cue.part), cue.label, cue.option)
            case PressKey():
                self._press(_KEYSYMS.get(cue.key, cue.key), cue.key)
                self._await(cue.then)
            case ScrollTo():
                self._scroll(cue.part)
            case Visit() | Wander() | Say():
                self.act(cue)
            case _:
                assert_never(cue)
        self._hand.rest(0.6, 1.0)

    def _found(self, part: Part) -> Locator:
        found = part(self._page).first
        found.wait_for()
        return found

    def _click_part(self, cue: ClickOn) -> None:
        self._click_on(self._found(cue.part), cue.label, text=cue.state)
        self._await(cue.then)

    def _await(self, then: Part | None) -> None:
        """Wait for what the last deed leads to."""
        if then is not None:
            self._found(then)
            self.truths[-1]["t_effect"] = self._clock.now()

    def _write_in(self, cue: WriteIn) -> None:
        match cue.reached:
            case "click":
                self._click_on(self._found(cue.part), cue.label)
                self._hand.rest(0.25, 0.5)
            case "Tab":
                self._press("Tab", "Tab")
                self._hand.rest(0.25, 0.5)
        if cue.over:
            self._press("ctrl+a", "ctrl+a")
            self._hand.rest(0.2, 0.4)
        start = self._clock.now()
        self._hand.write(cue.text)
        self._note("type", start, self._clock.now(), text=cue.text, target=cue.label, secret=cue.secret)

    def _scroll(self, part: Part) -> None:
        self._hand.point_at(*self._middle())
        start = self._clock.now()
        for _ in range(_MOST_NOTCHES):
            where = self._share(part)
            if _WELL_IN_VIEW[0] <= where <= _WELL_IN_VIEW[1]:
                break
            self._hand.turn_wheel(1 if where > _WELL_IN_VIEW[1] else -1)
            self._hand.rest(0.1, 0.12)
        self._note("scroll", start, self._clock.now())

    def _middle(self) -> tuple[int, int]:
        return self._idling.screen.width // 2, int(self._idling.screen.height * 0.6)

    def _share(self, part: Part) -> float:
        box = part(self._page).first.bounding_box()
        assert box is not None
        return float(box["y"] / self._page.evaluate("innerHeight"))
