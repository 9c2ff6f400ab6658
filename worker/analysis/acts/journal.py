"""The events so far, each written down with the pictures around it."""

from worker.analysis.acts.hiding import Hiding
from worker.analysis.browser import Browser
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control
from worker.analysis.geometry import Point
from worker.analysis.keeping import Keeper
from worker.analysis.pointing.track import apart
from worker.analysis.scene import Scene

#: A pointer that moved less than this stayed where it was.
STAYED = 6
#: One that was so far away did not come back for nothing, in pixels of a 1080p screen.
AWAY = 90
#: Seconds by which another page may show before the click that opened it is made out.
AHEAD = 0.7
#: What brings its own address with it.
ARRIVING = frozenset({EventKind.NAVIGATE, EventKind.SWITCH_TAB, EventKind.NEW_TAB})


class Journal:
    """Writes events down in order of time."""

    def __init__(self, browser: Browser, keeper: Keeper, hiding: Hiding) -> None:
        """Begin with an empty page."""
        self.events: list[Event] = []
        self._browser, self._keeper, self._hiding = browser, keeper, hiding

    @property
    def last(self) -> Event | None:
        return self.events[-1] if self.events else None

    def add(  # noqa: PLR0913 - what an event is made of
        self,
        scene: Scene,
        kind: EventKind,
        *,
        control: Control | None = None,
        text: str | None = None,
        secret: bool = False,
        started: float | None = None,
        at: Point | None = None,
        confidence: float = 0.9,
    ) -> Event:
        """Write down what a scene shows; `at` is where, unless it was at the pointer."""
        if kind not in ARRIVING:
            self._browser.leave_bar()
        began = scene.change.onset if started is None else started
        event = Event(
            kind=kind,
            t_start=round(began, 3),
            t_end=round(scene.change.end, 3),
            before=self._keeper.keep(scene.before, "before"),
            after=self._keeper.keep(scene.after, "page" if scene.is_large else "after"),
            label=self._hiding.label_of(control, scene.scale) if control is not None else None,
            text=text,
            secret=secret,
            xy=at or scene.point,
            bbox=scene.change.bounds if control is None else control.box,
            url=self._address(kind, began),
            app=self._browser.title,
            confidence=confidence,
        )
        self.events.append(event)
        return event

    def extend(self, event: Event, scene: Scene) -> None:
        """An event goes on in a later scene."""
        event.t_end = round(scene.change.end, 3)
        event.after = self._keeper.keep(scene.after, "after")

    def put_off(self, scene: Scene) -> None:
        """The last event only happened in this scene: what had shown before led up to it."""
        last = self.events[-1]
        last.t_start = round(scene.change.onset, 3)
        self.extend(last, scene)

    def pointed_elsewhere(self, scene: Scene) -> bool:
        """Whether the pointer is not where it was at the last event, or was away meanwhile."""
        last = self.last
        if last is None or last.xy is None or scene.point is None:
            return scene.point is not None
        there = Point(*last.xy)
        between = scene.track.between(last.t_end, scene.change.start)
        went = any(apart(move.tip, there) > AWAY * scene.scale for move in between)
        return went or apart(scene.point, there) > STAYED * scene.scale

    def clicked_here(self, scene: Scene) -> bool:
        """Whether the last event is a click where the pointer still is."""
        last = self.last
        return last is not None and last.kind is EventKind.CLICK and not self.pointed_elsewhere(scene)

    def _address(self, kind: EventKind, started: float) -> str | None:
        """The address on which something was done; for what opens a page, that page's."""
        return self._browser.url if kind in ARRIVING else self._browser.address_at(started - AHEAD)
