"""The performer: carries a scenario out with the hand, and notes what was truly done."""

from typing import assert_never

from playwright.sync_api import Locator, Page

from playground.recording.actions import Action, Choose, Click, Fill, PressEnter, Tick, Visit
from playground.recording.camera import Clock
from playground.recording.hand import Hand

#: One true action: kind, times in seconds, and where it was in pixels of the film.
Truth = dict[str, object]

_FAR_IN = 150  #: wide fields are clicked this many pixels from their left edge at most
#: Where the page begins on the screen, and how many pixels of the screen one of its own takes.
#: The window has the same thin border left, right and below.
_PAGE_ON_SCREEN = """(() => {
  const border = (outerWidth - innerWidth) / 2;
  return [screenX + border, screenY + outerHeight - innerHeight - border, devicePixelRatio];
})()"""


class Performer:
    """Acts on one page; `truths` grows with every action."""

    def __init__(self, page: Page, hand: Hand, clock: Clock) -> None:
        self._page = page
        self._hand = hand
        self._clock = clock
        self.truths: list[Truth] = []

    def perform(self, action: Action) -> None:
        match action:
            case Visit():
                self._visit(action)
            case Fill():
                self._fill(action)
            case Choose():
                self._choose(action)
            case Tick():
                self._tick(action)
            case Click():
                self._click(action)
            case PressEnter():
                self._press("Return", "Enter")
                self._see(action.then)
            case _:
                assert_never(action)
        self._hand.rest(0.6, 1.0)

    def _visit(self, action: Visit) -> None:
        self._hand.press("ctrl+l")
        self._hand.rest(0.4, 0.6)
        start = self._clock.now()
        self._hand.write(action.address)
        self._hand.rest(0.3, 0.4)
        self._hand.press("Return")
        self._note("navigate", start, self._clock.now(), text=action.address)
        self._see(action.then)

    def _fill(self, action: Fill) -> None:
        if action.with_tab:
            self._press("Tab", "Tab")
        else:
            self._click_on(self._page.get_by_label(action.label, exact=True), action.label)
        self._hand.rest(0.25, 0.4)
        start = self._clock.now()
        self._hand.write(action.text)
        text = None if action.secret else action.text
        end = self._clock.now()
        self._note("type", start, end, text=text, target=action.label, secret=action.secret)

    def _choose(self, action: Choose) -> None:
        self._pick(self._page.get_by_label(action.label, exact=True), action.label, action.option)

    def _pick(self, field: Locator, label: str, option: str) -> None:
        options = [words.strip() for words in field.locator("option").all_inner_texts()]
        moves = options.index(option) - options.index(field.locator("option:checked").inner_text().strip())
        self._click_on(field, label)
        self._hand.rest(0.5, 0.7)
        start = self._clock.now()
        for _ in range(abs(moves)):
            self._hand.press("Down" if moves > 0 else "Up")
            self._hand.rest(0.15, 0.25)
        self._hand.press("Return")
        self._note("select", start, self._clock.now(), text=option, target=label)

    def _tick(self, action: Tick) -> None:
        state = "checked" if action.checked else "unchecked"
        self._click_on(self._page.get_by_label(action.label, exact=True), action.label, text=state)

    def _click(self, action: Click) -> None:
        self._click_on(self._page.get_by_role(action.role, name=action.name, exact=True), action.name)
        self._see(action.then)

    def _see(self, words: str) -> None:
        """Wait for what the last deed leads to."""
        self._page.get_by_text(words).first.wait_for()
        self.truths[-1]["t_effect"] = self._clock.now()

    def _click_on(self, element: Locator, label: str, text: str | None = None) -> None:
        left, top, width, height = self._box_on_screen(element)
        spot = (left + min(width // 2, _FAR_IN), top + height // 2)
        self._hand.point_at(*spot)
        self._hand.rest(0.2, 0.3)
        url, start = self._page.url, self._clock.now()
        self._hand.click()
        self._note("click", start, self._clock.now(), target=label, text=text, xy=spot)
        self.truths[-1] |= {"bbox": [left, top, width, height], "url": url}

    def _press(self, keysym: str, name: str) -> None:
        start = self._clock.now()
        self._hand.press(keysym)
        self._note("key", start, self._clock.now(), text=name)

    def _note(self, kind: str, start: float, end: float, **more: object) -> None:
        known = {name: value for name, value in more.items() if value is not None}
        self.truths.append({"kind": kind, "t_start": start, "t_end": end, "url": self._page.url, **known})

    def _box_on_screen(self, element: Locator) -> tuple[int, int, int, int]:
        box = element.bounding_box()
        if box is None:
            raise RuntimeError(f"{element} is not visible, so nobody could click it")
        left, top, scale = self._page.evaluate(_PAGE_ON_SCREEN)
        corner = round((box["x"] + left) * scale), round((box["y"] + top) * scale)
        return *corner, round(box["width"] * scale), round(box["height"] * scale)
