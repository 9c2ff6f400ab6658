"""From changes to events: what somebody did, given what changed and where the pointer was.

A change has a cause. The pointer rested on something and it changed: a click. Text grew: typing. The
screen changed while the pointer had not moved since the last typing: a key. All else is an effect.
"""

from collections import deque
from typing import TYPE_CHECKING

from worker.analysis.browser import Browser
from worker.analysis.clicks import Click, click_of
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control, ControlKind, Page, is_ring
from worker.analysis.geometry import Box
from worker.analysis.keeping import Keeper
from worker.analysis.lists import OpenList, is_closed, opened_list
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settle import ChangeKind
from worker.analysis.typed import held, is_covered, written

if TYPE_CHECKING:
    from worker.analysis.frames import Picture

#: Changes kept in mind, to recognise when one is undone.
REMEMBERED = 4
#: Seconds after an action in which something that changes by itself is still its effect.
EFFECT = 4.0
#: Seconds after which a list that was used counts as left open.
ABANDONED = 1.2
#: A pointer that moved less than this stayed where it was.
STAYED = 6
#: A scroll within this many seconds of the last one in the same direction goes on with it.
SAME_SCROLL = 2.5


class Interpreter:
    """Takes scenes in order and collects the events."""

    def __init__(self, reader: Reader, browser: Browser, keeper: Keeper) -> None:
        """Begin with nothing known about the screen."""
        self.events: list[Event] = []
        self._reader, self._browser, self._keeper = reader, browser, keeper
        self._focus: Control | None = None
        self._list: OpenList | None = None
        self._before_click: Picture | None = None  #: the screen before the last click on a field
        self._unsure: tuple[Event, Control] | None = None  #: typed where the pointer stood
        self._recent: deque[Scene] = deque(maxlen=REMEMBERED)

    def take(self, scene: Scene) -> None:
        """Interpret the next change."""
        if not scene.boxes and scene.change.kind is not ChangeKind.WRITING:
            return
        self._read_again(scene)
        opened = self._browser.took_from_bar(scene)
        if opened is not None:
            self._navigated(scene, *opened)
        elif not self._browser.is_busy(scene):
            self._on_page(scene)

    def _on_page(self, scene: Scene) -> None:
        turned = self._browser.look(scene)
        if self._list is not None and self._in_list(scene, self._list):
            return
        if turned is not None:
            self._focus = None
            self._add(scene, turned)
        elif scene.change.kind is ChangeKind.SCROLL:
            self._scrolled(scene)
        elif not (self._passes(scene) or self._wrote(scene) or self._clicked(scene) or self._pressed(scene)):
            self._opens_list(scene)
        if scene.is_large:
            self._keeper.secrets.clear()

    def _passes(self, scene: Scene) -> bool:
        """Whether something that had appeared away from the pointer only went again, such as a notice."""
        if scene.change.kind is ChangeKind.WRITING or scene.is_large or self._at_pointer(scene):
            return False
        undone = any(
            all(scene.is_back(box, former.before.pixels) for box in scene.boxes) for former in self._recent
        )
        self._recent.append(scene)
        return undone

    def _at_pointer(self, scene: Scene) -> bool:
        return scene.point is not None and any(b.contains(scene.point, slack=6) for b in scene.boxes)

    def _navigated(self, scene: Scene, since: float, typed: str | None) -> None:
        self._forget_page()
        self._add(scene, EventKind.NAVIGATE, text=typed, started=since)

    def _forget_page(self) -> None:
        self._focus = self._list = None
        self._keeper.secrets.clear()

    # Lists

    def _in_list(self, scene: Scene, opened: OpenList) -> bool:
        """Take a change while a list is open; False when it closed because of something else."""
        if not is_closed(scene, opened):
            self._list = (
                None if scene.is_large else opened._replace(chosen_at=opened.chosen_at or scene.change.start)
            )
            return not scene.is_large
        self._list = None
        value = held(self._reader, scene.after, scene.track, opened.control)
        if value and value != opened.value:
            started = opened.chosen_at or scene.change.start
            self._add(scene, EventKind.SELECT, control=opened.control, text=value, started=started)
        return opened.chosen_at is None or scene.change.start - opened.chosen_at < ABANDONED

    def _opens_list(self, scene: Scene) -> None:
        """A list may appear a moment after the click on its field."""
        last = self.events[-1] if self.events else None
        if last is None or self._focus is None or self._before_click is None:
            return
        if last.kind is EventKind.CLICK and scene.change.start - last.t_end <= EFFECT:
            self._list = opened_list(self._reader, scene, self._focus, self._before_click)

    # Typing

    def _wrote(self, scene: Scene) -> bool:
        text = None if scene.is_large or self._browser.just_went else self._new_text(scene)
        found = written(self._reader, scene, self._focus, text) if text is not None else None
        if found is None or not (found.text or found.secret):
            return False
        self._focus = found.control
        if found.secret:
            self._keeper.secrets.append(found.control.box)
        going_on = self._goes_on(found.control)
        if going_on is not None:
            self._extend(going_on, scene, found.text, secret=found.secret)
        else:
            self._add(scene, EventKind.TYPE, control=found.control, text=found.text, secret=found.secret)

        if not found.secret and is_covered(scene.after, scene.track, found.control):
            self._unsure = (self.events[-1], found.control)
        return True

    def _read_again(self, scene: Scene) -> None:
        """Read what the pointer had covered, once it is out of the way and before anything else changes."""
        if self._unsure is None:
            return
        event, control = self._unsure
        if not is_covered(scene.before, scene.track, control):
            event.text = held(self._reader, scene.before, scene.track, control) or event.text
            self._unsure = None
        elif scene.is_large:
            self._unsure = None

    def _new_text(self, scene: Scene) -> Box | None:
        """Where text was written: a run of letters, or something new inside the field that has the focus."""
        if scene.change.kind is ChangeKind.WRITING:
            return scene.change.bounds
        if self._focus is None or self._focus.kind is not ControlKind.FIELD:
            return None
        if self._pointed_elsewhere(scene):
            return None
        field = self._focus.box
        return next(
            (b for b in scene.boxes if field.grown(-2).encloses(b) and b.height <= 0.9 * field.height), None
        )

    def _goes_on(self, control: Control) -> Event | None:
        last = self.events[-1] if self.events else None
        same = last is not None and last.kind is EventKind.TYPE and last.label == control.label
        return last if same else None

    def _extend(self, event: Event, scene: Scene, text: str | None, *, secret: bool) -> None:
        event.text, event.secret = (None, True) if secret or event.secret else (text, False)
        event.t_end = scene.change.end
        event.after = self._keeper.keep(scene.after, "after")

    # Clicks

    def _clicked(self, scene: Scene) -> bool:
        if self.events and not self._pointed_elsewhere(scene):
            return False
        click = click_of(self._reader, scene, went=self._browser.just_went)
        if click is None:
            return False
        self._add_click(scene, click)
        self._focus = click.control if click.control.kind is ControlKind.FIELD else None
        if self._focus is not None:
            self._before_click = scene.before
            self._list = opened_list(self._reader, scene, self._focus, scene.before)
            if self._list is None:
                self._wrote(scene)
        return True

    def _add_click(self, scene: Scene, click: Click) -> None:
        state = None if click.ticked is None else "checked" if click.ticked else "unchecked"
        self._add(scene, EventKind.CLICK, control=click.control, text=state, confidence=click.confidence)

    # Keys

    def _pressed(self, scene: Scene) -> bool:
        """A key that leaves a trace: Tab moves the focus, Enter sends what was typed."""
        last = self.events[-1] if self.events else None
        if self._browser.went_back:
            self._focus = None
            self._add(scene, EventKind.KEY, text="Alt+Left")
            return True
        if last is None or self._pointed_elsewhere(scene):
            return False
        field = self._newly_focused(scene)
        if field is not None:
            self._focus = field
            self._add(scene, EventKind.KEY, text="Tab")
            return True
        if last.kind is EventKind.TYPE and (scene.is_large or self._browser.just_went):
            self._focus = None
            self._add(scene, EventKind.KEY, text="Enter")
            return True
        return False

    def _newly_focused(self, scene: Scene) -> Control | None:
        """The field whose outline appeared while another one's went."""
        old = self._focus
        if old is None or scene.is_large:
            return None
        rings = [b for b in scene.boxes if b.height <= 260 * scene.scale and b.width >= 60 * scene.scale]
        rings = [b for b in rings if is_ring(scene.before.pixels, scene.after.pixels, b)]
        new = [b for b in rings if not b.encloses(old.box, slack=10) and not old.box.encloses(b, slack=10)]
        if not new or len(rings) > 2:  # noqa: PLR2004 - the field left and the field entered
            return None
        ring = new[0]
        return Page(self._reader, scene.before.pixels, scene.scale).control_at(ring.center, ring)

    # Scrolling

    def _scrolled(self, scene: Scene) -> None:
        way = "down" if scene.change.scrolled > 0 else "up"
        last = self.events[-1] if self.events else None
        same = last is not None and last.kind is EventKind.SCROLL and last.text == way
        if last is not None and same and scene.change.start - last.t_end <= SAME_SCROLL:
            last.t_end, last.after = scene.change.end, self._keeper.keep(scene.after, "after")
            return
        self._focus = None
        self._add(scene, EventKind.SCROLL, text=way)

    def _pointed_elsewhere(self, scene: Scene) -> bool:
        """Whether the pointer is not where it was at the last event."""
        last = self.events[-1].xy if self.events else None
        if last is None or scene.point is None:
            return scene.point is not None
        return max(abs(scene.point.x - last[0]), abs(scene.point.y - last[1])) > STAYED * scene.scale

    def _address(self, kind: EventKind, started: float) -> str | None:
        """The address on which something was done; for what opens a page, that page's."""
        return self._browser.url if kind in _ARRIVING else self._browser.address_at(started - _AHEAD)

    def _add(  # noqa: PLR0913 - what an event is made of
        self,
        scene: Scene,
        kind: EventKind,
        *,
        control: Control | None = None,
        text: str | None = None,
        secret: bool = False,
        started: float | None = None,
        confidence: float = 0.9,
    ) -> None:
        if kind not in _ARRIVING:
            self._browser.leave_bar()
        bounds = scene.change.bounds if control is None else control.box
        self.events.append(
            Event(
                kind=kind,
                t_start=round(scene.change.start if started is None else started, 3),
                t_end=round(scene.change.end, 3),
                before=self._keeper.keep(scene.before, "before"),
                after=self._keeper.keep(scene.after, "page" if scene.is_large else "after"),
                label=control.label if control is not None else None,
                text=text,
                secret=secret,
                xy=control.box.center if kind is EventKind.SELECT and control is not None else scene.point,
                bbox=bounds,
                url=self._address(kind, scene.change.start if started is None else started),
                app=self._browser.title,
                confidence=confidence,
            )
        )


#: Seconds by which another page may show before the click that opened it is made out.
_AHEAD = 0.7
_ARRIVING = (EventKind.NAVIGATE, EventKind.SWITCH_TAB, EventKind.NEW_TAB)
