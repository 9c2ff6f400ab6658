"""Clicks in a video that does not show the pointer: the change itself tells where somebody clicked."""

import numpy as np

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.pressing import newly_focused, rings_of
from worker.analysis.browser import Browser
from worker.analysis.evidence import EventKind
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.ticks import is_ticked, tick_anywhere, ticked_control

#: A hand that has to find the mouse first is not back on a key so soon, nor on the mouse: in seconds.
HOMING = 0.9
#: A change of more than this share of the screen is what a click led to.
CONSEQUENCE = 0.01
#: What changes this soon after an act is still its effect.
EFFECT = 0.6
#: The channels of a colour that is not grey differ by more than this.
COLOURED = 40


class Unseen:
    """Notes clicks of a pointer that is not shown."""

    def __init__(self, reader: Reader, browser: Browser, journal: Journal, attention: Attention) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change that must be due to a click."""
        if scene.track.is_shown or self._is_by_key(scene):
            return False
        return self._ticked(scene) or self._focused(scene) or self._led_on(scene)

    def _is_by_key(self, scene: Scene) -> bool:
        """Whether the hands were on the keys a moment ago."""
        last = self._journal.last
        return last is not None and last.kind is EventKind.TYPE and scene.change.onset - last.t_end < HOMING

    def _ticked(self, scene: Scene) -> bool:
        tick = tick_anywhere(self._reader, scene)
        if tick is None:
            return False
        state = "checked" if is_ticked(scene, tick) else "unchecked"
        control = ticked_control(self._reader, scene, tick)
        self._click(scene, control, state, 0.9 if control.label else 0.5)
        return True

    def _focused(self, scene: Scene) -> bool:
        field = newly_focused(self._reader, scene, self._attention.focus)
        if field is None:
            return False
        self._click(scene, field, None, 0.7)
        return True

    def _led_on(self, scene: Scene) -> bool:
        """Something large changed, and nobody had done anything else just before."""
        last = self._journal.last
        if last is None or scene.share < CONSEQUENCE or rings_of(scene) == scene.boxes:
            return False
        if self._browser.is_beside_page(scene) or scene.change.onset - last.t_end < EFFECT:
            return False
        self._click(scene, self._only_button(scene), None, 0.5)
        return True

    def _only_button(self, scene: Scene) -> Control | None:
        """The one coloured button where the screen changed, if there is just one."""
        page = Page(self._reader, scene.before.pixels, scene.scale)
        lines = self._reader.lines(scene.before.pixels, scene.change.bounds)
        controls = (page.control_at(line.box.center) for line in lines)
        buttons = {c for c in controls if c is not None and c.kind is ControlKind.BUTTON}
        coloured = [c for c in buttons if _is_coloured(scene, c.box)]
        return coloured[0] if len(coloured) == 1 else None

    def _click(self, scene: Scene, control: Control | None, state: str | None, confidence: float) -> None:
        self._journal.add(
            scene,
            EventKind.CLICK,
            control=control,
            text=state,
            at=control.box.center if control is not None else None,
            confidence=confidence,
        )
        if control is not None:
            self._attention.turn_to(control, scene.before)


def _is_coloured(scene: Scene, box: Box) -> bool:
    """Whether a button is filled with a colour, as the one that leads on usually is."""
    part = scene.before.pixels[box.y : box.bottom, box.x : box.right]
    return bool(np.ptp(np.median(part, axis=(0, 1))) > COLOURED)
