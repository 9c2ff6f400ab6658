"""Clicks, with what they do to the focus."""

from worker.analysis.acts.arriving import clicked_at
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.choosing import Choosing
from worker.analysis.acts.dating import Dating
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.marking import Marking
from worker.analysis.acts.pressing import outlines
from worker.analysis.acts.repeating import is_again
from worker.analysis.acts.writing import Writing
from worker.analysis.browser import Browser
from worker.analysis.clicks import Click, click_of, turned_into_field
from worker.analysis.evidence import Event, EventKind
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.ticks import tick_at

#: What changes inside a field leaves its edge as it is, which is about so thick, in pixels.
INSIDE = 2


class Clicking:
    """Notes clicks."""

    def __init__(
        self,
        reader: Reader,
        browser: Browser,
        journal: Journal,
        attention: Attention,
    ) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention
        self._former: tuple[Event, Scene, Click] | None = None  #: the last click and what it did

    def took(
        self, scene: Scene, choosing: Choosing, marking: Marking, writing: Writing, dating: Dating
    ) -> bool:
        """Take in a change if a click caused it; a list may open with it, text be marked or writing begin."""
        if self._journal.events and not self._journal.pointed_elsewhere(scene):
            if not self._is_again(scene):
                return False
            scene = scene.as_it_is()
        if self._is_by_key(scene):
            return False
        click = click_of(self._reader, scene, went=self._browser.just_went)
        if click is None or (click.control.label is None and self._browser.went_back):
            return False
        self._note(scene, click)
        self._former = (self._journal.events[-1], scene, click)
        self._turn_to(click, scene)
        field = self._attention.focus
        if field is not None and not dating.filled(scene, field):
            self._go_on(scene, choosing, marking, writing)
        return True

    def _go_on(self, scene: Scene, choosing: Choosing, marking: Marking, writing: Writing) -> None:
        """Somebody was so quick that more was done with the field than to click it."""
        if marking.took(scene):
            self._set_back(scene)
            return
        if outlines(scene, self._attention.focus):
            _ = choosing.chose_at_once(scene) or writing.took(scene) or choosing.opens(scene)
        elif not (choosing.opens(scene) or choosing.chose_at_once(scene)) and writing.took(scene):
            self._set_back(scene)

    def _set_back(self, scene: Scene) -> None:
        """The click was done before what else was, unless the field showed both at once."""
        if self._former is not None and not outlines(scene, self._attention.focus):
            self._former[0].t_start = round(clicked_at(scene), 3)

    def _turn_to(self, click: Click, scene: Scene) -> None:
        """Whatever was clicked has the focus, or the field that it turned into."""
        self._attention.turn_to(click.control, scene.before)
        field = None if self._browser.just_went else turned_into_field(self._reader, scene, click)
        if field is not None:
            self._attention.turn_to(field, scene.before)

    def _is_by_key(self, scene: Scene) -> bool:
        """Whether all that changed lies in the field with the keyboard, on which the pointer just rests."""
        field = self._attention.focus
        if field is None or scene.point is None or not field.box.contains(scene.point):
            return False
        if not all(field.box.grown(-INSIDE).encloses(box) for box in scene.boxes):
            return False
        return bool(scene.boxes) and tick_at(self._reader, scene, scene.point) is None

    def _is_again(self, scene: Scene) -> bool:
        """Whether the last thing done was a click here, and this change is due to another one."""
        if self._former is None or self._former[0] is not self._journal.last:
            return False
        if self._browser.is_beside_page(scene):
            return False  # The browser shows that it waits.
        _, former, click = self._former
        return is_again(scene, former, click.control)

    def _note(self, scene: Scene, click: Click) -> None:
        state = None if click.ticked is None else "checked" if click.ticked else "unchecked"
        self._journal.add(
            scene, EventKind.CLICK, control=click.control, text=state, confidence=click.confidence
        )
