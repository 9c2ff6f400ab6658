"""Clicks in a video that does not show the pointer: the change itself tells what somebody clicked."""

from typing import TYPE_CHECKING

from worker.analysis.acts.aftermath import Aftermath
from worker.analysis.acts.attention import Attention
from worker.analysis.acts.entering import Entering
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.tracing import Tracing
from worker.analysis.acts.unfolding import Unfolding
from worker.analysis.browser import Browser
from worker.analysis.clues.alternatives import chosen
from worker.analysis.clues.renaming import renamed
from worker.analysis.clues.whereabouts import Whereabouts
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.sliders import slid
from worker.analysis.ticks import is_ticked, tick_anywhere, ticked_control

if TYPE_CHECKING:
    from worker.analysis.geometry import Box

#: A hand on the keys has not found the mouse, and with it something to press, so soon: in seconds.
HOMING = 1.1
#: A change of more than this share of the screen is what a click led to; of that, if a pointer was there.
CONSEQUENCE, OF_POINTER = 0.01, 0.002
#: The name of a field that moves out of the way when it is entered moves for no longer than that.
FLOATS = 0.5
#: A slider's knob that moves on within this time is still held, in seconds.
HELD = 1.0


class Unseen:
    """Notes clicks of a pointer that is not shown."""

    def __init__(self, reader: Reader, browser: Browser, journal: Journal, attention: Attention) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention
        self._aftermath = Aftermath(browser, journal)
        self._tracing = Tracing(reader, browser, journal, attention)
        self._entering = Entering(reader, journal, attention)
        self._unfolding = Unfolding(reader, journal, attention, self._aftermath, self._tracing)
        self._whereabouts = Whereabouts(reader)
        self._clicked: Box | None = None  #: where the pointer was last known to be

    def look(self, scene: Scene) -> None:
        """Take in where the pointer went since the last change."""
        if not scene.track.is_shown:
            focus = self._attention.focus
            rows = self._browser.rows(scene.clear.pixels)
            known = [box for box in (rows, self._clicked, focus and focus.box) if box is not None]
            self._whereabouts.look(scene, known)

    def keep(self, scene: Scene) -> None:
        """Take in how the screen looks after a change."""
        last = self._journal.last
        acted = last is not None and last.t_end >= scene.change.start
        self._whereabouts.keep(scene, acted=acted)

    def took(self, scene: Scene) -> bool:
        """Take in a change that must be due to a click, or to the pointer coming to something."""
        if scene.track.is_shown or self._browser.is_beside_page(scene) or self._is_by_key(scene):
            return False
        return (
            self._slid(scene)
            or self._ticked(scene)
            or self._chose(scene)
            or self._focused(scene)
            or self._led_on(scene)
        )

    def took_first(self, scene: Scene) -> bool:
        """Take in a change that is surely due to a click, whatever it may look like besides."""
        if scene.track.is_shown or self._browser.is_beside_page(scene) or self._is_by_key(scene):
            return False
        if scene.change.kind is ChangeKind.WRITING:
            return self._focused(scene) and scene.change.end - scene.change.start <= FLOATS
        surely = self._picked(scene) or self._closed(scene) or self._renamed(scene)
        return surely or self._whereabouts.came_to(scene) or self._opened(scene)

    def _picked(self, scene: Scene) -> bool:
        """What the pointer was on went with the change, as an entry does with its menu."""
        control = self._whereabouts.took_away(scene) if scene.share >= OF_POINTER else None
        return control is not None and self._click(scene, control, None, 0.8)

    def _is_by_key(self, scene: Scene) -> bool:
        """Whether the hands were on the keys a moment ago."""
        last = self._journal.last
        if last is None or last.kind not in (EventKind.TYPE, EventKind.KEY):
            return False
        return scene.change.onset - last.t_end < HOMING

    # Small things that change themselves

    def _ticked(self, scene: Scene) -> bool:
        tick = tick_anywhere(self._reader, scene, beneath=self._browser.bottom)
        if tick is None:
            return False
        state = "checked" if is_ticked(scene, tick) else "unchecked"
        control = ticked_control(self._reader, scene, tick)
        return self._click(scene, control, state, 0.9 if control.label else 0.5)

    def _slid(self, scene: Scene) -> bool:
        track = slid(scene)
        if track is None:
            return False
        last = self._journal.last
        name = Page(self._reader, scene.before.pixels, scene.scale).row_label(track)
        if last is not None and last.label == name and scene.change.start - last.t_end <= HELD:
            self._journal.extend(last, scene)
            return True
        return self._click(scene, Control(ControlKind.BUTTON, track, name), None, 0.8)

    def _chose(self, scene: Scene) -> bool:
        """One of several things was chosen, unless the pointer only went on to it from another one."""
        control = chosen(self._reader, scene)
        if control is None or (self._whereabouts.control is not None and scene.share < CONSEQUENCE):
            return False
        return self._click(scene, control, None, 0.8)

    def _renamed(self, scene: Scene) -> bool:
        control = renamed(self._reader, scene) if scene.share < 2 * CONSEQUENCE else None
        return control is not None and self._click(scene, control, None, 0.6)

    def _focused(self, scene: Scene) -> bool:
        if self._entering.is_confirmed(scene):
            self._journal.put_off(scene)
            return True
        field = self._entering.entered(scene)
        if field is None:
            return False
        if self._entering.is_passed(scene):
            self._whereabouts.point_to(field, scene.after)
            return True
        self._entering.outline(field)
        return self._click(scene, field, None, 0.7)

    # What something small led to

    def _opened(self, scene: Scene) -> bool:
        control = None if self._browser.just_went else self._unfolding.opener(scene)
        if control is None:
            return False
        self._click(scene, control, None, 0.7)
        self._unfolding.keep(scene, control)
        return True

    def _closed(self, scene: Scene) -> bool:
        control = self._unfolding.picked(scene)
        return control is not None and self._click(scene, control, None, 0.7)

    def _led_on(self, scene: Scene) -> bool:
        """Something large changed, and nobody had done anything else just before."""
        pointed = self._whereabouts.control
        if scene.share < (OF_POINTER if pointed else CONSEQUENCE) or self._aftermath.holds(scene):
            return False
        control = pointed or self._tracing.cause(scene)
        if control is not None:  # Whatever it looks like, what leads on is nothing to write into.
            control = control._replace(kind=ControlKind.BUTTON)
        return self._click(scene, control, None, 0.5)

    def _click(self, scene: Scene, control: Control | None, state: str | None, confidence: float) -> bool:
        """Note a click; true, as every click accounts for its change."""
        self._journal.add(
            scene,
            EventKind.CLICK,
            control=control,
            text=state,
            at=control.box.center if control is not None else None,
            confidence=confidence,
        )
        self._whereabouts.forget()
        self._tracing.clicked(scene)
        self._clicked = control.box if control is not None else None
        if control is None:
            self._attention.focus = None  # Whatever was clicked, it was not the field.
        else:
            self._attention.turn_to(control, scene.before)
            is_without_effect = control.kind is ControlKind.BUTTON and scene.share < CONSEQUENCE
            if is_without_effect and state is None:
                self._aftermath.pressed(scene)
        return True
