"""An actor at a desk, who replaces what fields hold, writes dates, scrolls, and clicks what nothing names."""

from dataclasses import dataclass

from playwright.sync_api import Locator

from bench.screencasts.halting import HaltingActor, HaltingCue

_FIRST_PART = 22  #: pixels of a page from the left edge of a field to its month or hour
_IN_VIEW = (0.1, 0.82)  #: shares of the page's height at which nobody would scroll
_WELL_IN_VIEW = 0.55
_MOST_NOTCHES = 40
_UNNAMED = ""  #: the target of a click on something that nothing visible names


@dataclass(frozen=True, slots=True)
class Replace:
    """Click into the field `label`, select what it holds, and type `text` over it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class WriteDate:
    """Type a date, ``MM/DD/YYYY``, into the native field `label`, which sets the slashes itself."""

    label: str
    date: str


@dataclass(frozen=True, slots=True)
class WriteShown:
    """Type `keys` into the field `label`, which shows them as `shown`."""

    label: str
    keys: str
    shown: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Turn the wheel until the field `label` is well in view; nothing is done when it is."""

    label: str


@dataclass(frozen=True, slots=True)
class ClickUnnamed:
    """Click the button that only screen readers are told the `name` of, and wait for `then`."""

    name: str
    then: str


ClerkCue = HaltingCue | Replace | WriteDate | WriteShown | Reach | ClickUnnamed


class Clerk(HaltingActor):
    """An actor who also does the chores of an office."""

    def do_chore(self, cue: ClerkCue) -> None:
        match cue:
            case Replace():
                self._replace(cue)
            case WriteDate():
                self._write_date(cue)
            case WriteShown():
                self._enter_by_its_start(cue.label)
                self._type(cue.keys, cue.shown, cue.label)
            case Reach():
                self._reach(cue)
            case ClickUnnamed():
                self._click_unnamed(cue)
            case _:
                self.attempt(cue)
                return
        self._hand.rest(0.6, 1.0)

    def _field(self, label: str) -> Locator:
        return self._page.get_by_label(label, exact=True)

    def _replace(self, cue: Replace) -> None:
        self._click_on(self._field(cue.label), cue.label)
        self._hand.rest(0.3, 0.5)
        self._press("ctrl+a", "ctrl+a")
        self._hand.rest(0.2, 0.4)
        self._type(cue.text, cue.text, cue.label)

    def _write_date(self, cue: WriteDate) -> None:
        self._enter_by_its_start(cue.label)
        self._type(cue.date.replace("/", ""), cue.date, cue.label)

    def _enter_by_its_start(self, label: str) -> None:
        """Click the field `label` where its month or hour stands, if it has such parts."""
        field = self._field(label)
        left, top, width, height = self._box_on_screen(field)
        scale = self._page.evaluate("devicePixelRatio")
        spot = left + round(_FIRST_PART * scale), top + height // 2
        self._hand.point_at(*spot)
        self._hand.rest(0.2, 0.3)
        start = self._clock.now()
        self._hand.click()
        bbox = [left, top, width, height]
        self._note("click", start, self._clock.now(), target=label, xy=spot, bbox=bbox)
        self._hand.rest(0.3, 0.5)

    def _type(self, keys: str, text: str, label: str) -> None:
        start = self._clock.now()
        self._hand.write(keys)
        self._note("type", start, self._clock.now(), text=text, target=label)

    def _reach(self, cue: Reach) -> None:
        start, notches = self._clock.now(), 0
        where = self._share_of_height(cue.label)
        while notches < _MOST_NOTCHES and self._must_turn(where, notches):
            self._hand.turn_wheel(1 if where > _WELL_IN_VIEW else -1)
            self._hand.rest(0.1, 0.12)
            notches += 1
            before, where = where, self._share_of_height(cue.label)
            if where == before:  # The page ends here.
                break
        if notches:
            self._note("scroll", start, self._clock.now())

    def _must_turn(self, where: float, notches: int) -> bool:
        if not notches:
            return not _IN_VIEW[0] <= where <= _IN_VIEW[1]
        return not _IN_VIEW[0] <= where <= _WELL_IN_VIEW

    def _share_of_height(self, label: str) -> float:
        """Return where a field is: 0 at the top of the visible page, 1 at its bottom."""
        box = self._field(label).bounding_box()
        assert box is not None
        return float(box["y"] / self._page.evaluate("innerHeight"))

    def _click_unnamed(self, cue: ClickUnnamed) -> None:
        self._click_on(self._page.get_by_role("button", name=cue.name, exact=True), _UNNAMED)
        self._see(cue.then)
