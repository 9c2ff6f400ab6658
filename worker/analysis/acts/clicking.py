"""Clicks, with what they do to the focus."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.choosing import Choosing
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.writing import Writing
from worker.analysis.browser import Browser
from worker.analysis.clicks import Click, click_of
from worker.analysis.evidence import EventKind
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene


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

    def took(self, scene: Scene, choosing: Choosing, writing: Writing) -> bool:
        """Take in a change if a click caused it; a list may open with it, or writing begin."""
        if self._journal.events and not self._journal.pointed_elsewhere(scene):
            return False
        click = click_of(self._reader, scene, went=self._browser.just_went)
        if click is None or (click.control.label is None and self._browser.went_back):
            return False
        self._note(scene, click)
        self._attention.turn_to(click.control, scene.before)
        if (
            self._attention.focus is not None
            and not choosing.opens(scene)
            and not choosing.chose_at_once(scene)
        ):
            writing.took(scene)
        return True

    def _note(self, scene: Scene, click: Click) -> None:
        state = None if click.ticked is None else "checked" if click.ticked else "unchecked"
        self._journal.add(
            scene, EventKind.CLICK, control=click.control, text=state, confidence=click.confidence
        )
