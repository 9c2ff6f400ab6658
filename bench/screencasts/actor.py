"""The actor: a performer who also scrolls, slides, opens tabs and idles."""

from typing import assert_never

from playwright.sync_api import Page

from bench.screencasts.cues import OpenTab, PageCue, Say, ScrollTo, Slide, SwitchTab, Wander
from bench.screencasts.take import Idling
from playground.recording.actions import Choose, Click, Fill, PressEnter, Tick, Visit
from playground.recording.performer import Performer

#: Between these shares of the page's height something is well in view.
_WELL_IN_VIEW = (0.25, 0.7)
_MOST_NOTCHES = 40


class Actor(Performer):
    """Acts in a browser and keeps the notes of a take."""

    def __init__(self, page: Page, idling: Idling) -> None:
        super().__init__(page, idling.hand, idling.clock)
        self._idling = idling
        self.truths = idling.take.truths

    def act(self, cue: PageCue) -> None:
        match cue:
            case Visit() | Fill() | Choose() | Tick() | Click() | PressEnter():
                self.perform(cue)
                self._keep_the_secret(cue)
            case Wander():
                self._idling.wander()
            case Say():
                self._idling.say(cue)
            case ScrollTo() | Slide() | OpenTab() | SwitchTab():
                self._do(cue)
                self._hand.rest(0.6, 1.0)
            case _:
                assert_never(cue)

    def _do(self, cue: ScrollTo | Slide | OpenTab | SwitchTab) -> None:
        match cue:
            case ScrollTo():
                self._scroll_to(cue)
            case Slide():
                self._slide(cue)
            case OpenTab():
                self._open_tab(cue)
            case SwitchTab():
                self._switch_tab(cue)
            case _:
                assert_never(cue)

    def _keep_the_secret(self, cue: PageCue) -> None:
        """Note a secret's value, which the performer leaves out: evidence is searched for it."""
        if isinstance(cue, Fill) and cue.secret:
            self.truths[-1]["text"] = cue.text

    def _scroll_to(self, cue: ScrollTo) -> None:
        start = self._clock.now()
        for _ in range(_MOST_NOTCHES):
            where = self._height_share(cue.name)
            if _WELL_IN_VIEW[0] <= where <= _WELL_IN_VIEW[1]:
                break
            self._hand.turn_wheel(1 if where > _WELL_IN_VIEW[1] else -1)
            self._hand.rest(0.1, 0.12)
        self._note("scroll", start, self._clock.now())

    def _height_share(self, name: str) -> float:
        """Return where a link is: 0 at the top of the visible page, 1 at its bottom."""
        box = self._page.get_by_role("link", name=name, exact=True).bounding_box()
        assert box is not None
        return float(box["y"] / self._page.evaluate("innerHeight"))

    def _slide(self, cue: Slide) -> None:
        box = self._box_on_screen(self._page.get_by_label(cue.label, exact=True))
        level = box[1] + box[3] // 2
        end = (round(box[0] + box[2] * cue.share), level)
        spot = end if cue.dragged_from is None else (round(box[0] + box[2] * cue.dragged_from), level)
        self._hand.point_at(*spot)
        self._hand.rest(0.2, 0.3)
        start = self._clock.now()
        if cue.dragged_from is None:
            self._hand.click()
        else:
            self._hand.drag_to(*end)
        self._note("click", start, self._clock.now(), target=cue.label, xy=spot, bbox=list(box))

    def _open_tab(self, cue: OpenTab) -> None:
        start = self._clock.now()
        with self._page.context.expect_page() as opened:
            self._hand.press("ctrl+t")
        self._note("new_tab", start, self._clock.now())
        self._page = opened.value
        self._hand.rest(0.8, 1.1)
        self._visit(Visit(cue.address, cue.then))

    def _switch_tab(self, cue: SwitchTab) -> None:
        start = self._clock.now()
        self._hand.press(f"ctrl+{cue.number}")
        end = self._clock.now()
        self._page = self._page.context.pages[cue.number - 1]
        self._note("switch_tab", start, end)
