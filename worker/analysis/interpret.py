"""From changes to events: what somebody did, given what changed and where the pointer was.

A change has a cause. The pointer rested on something and it changed: a click. Text grew: typing. The
screen changed while the pointer had not moved since the last typing: a key. All else is an effect.
"""

from collections import deque

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.choosing import Choosing
from worker.analysis.acts.clicking import Clicking
from worker.analysis.acts.commanding import Commanding
from worker.analysis.acts.completing import Completing
from worker.analysis.acts.dating import Dating
from worker.analysis.acts.dragging import Dragging
from worker.analysis.acts.filtering import Filtering
from worker.analysis.acts.hiding import Hiding
from worker.analysis.acts.journal import Journal
from worker.analysis.acts.marking import Marking
from worker.analysis.acts.pressing import Pressing
from worker.analysis.acts.scrolling import Scrolling
from worker.analysis.acts.unseen import Unseen
from worker.analysis.acts.writing import Writing
from worker.analysis.browser import Browser
from worker.analysis.evidence import Event, EventKind
from worker.analysis.keeping import Keeper
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.secrecy.commands import Concealing
from worker.analysis.settling.change import ChangeKind
from worker.analysis.terminal.terminal import Terminal

#: Changes kept in mind, to recognise when one is undone.
REMEMBERED = 4


class Interpreter:
    """Takes scenes in order and collects the events."""

    def __init__(self, reader: Reader, browser: Browser, keeper: Keeper) -> None:
        """Begin with nothing known about the screen."""
        self._browser = browser
        self._attention = Attention()
        self._hiding = Hiding(reader, keeper)
        self._journal = Journal(browser, keeper, self._hiding)
        self._commanding = Commanding(reader, self._journal)
        self._choosing = Choosing(reader, self._hiding, self._journal, self._attention)
        self._writing = Writing(reader, browser, self._hiding, self._journal, self._attention)
        self._completing = Completing(reader, self._journal, self._attention, self._writing)
        self._dating = Dating(reader, self._hiding, self._journal, self._attention, writing=self._writing)
        self._filtering = Filtering(
            reader, browser, self._hiding, self._journal, self._attention, writing=self._writing
        )
        self._dragging = Dragging(reader, self._journal, self._attention)
        self._clicking = Clicking(reader, browser, self._journal, self._attention)
        self._unseen = Unseen(reader, browser, self._journal, self._attention)
        self._marking = Marking(reader, self._journal, self._attention)
        self._pressing = Pressing(reader, browser, self._journal, self._attention)
        self._scrolling = Scrolling(self._journal, self._attention)
        self._recent: deque[Scene] = deque(maxlen=REMEMBERED)

    @property
    def events(self) -> list[Event]:
        """What was understood so far."""
        return self._journal.events

    @property
    def terminal(self) -> Terminal:
        """What was understood of terminals."""
        return self._commanding.terminal

    @property
    def concealing(self) -> Concealing:
        """What was learned of secrets in terminals."""
        return self._commanding.concealing

    def take(self, scene: Scene) -> None:
        """Interpret the next change."""
        if not self._commanding.took(scene) and (scene.boxes or scene.change.kind is ChangeKind.WRITING):
            self._in_window(scene)

    def _in_window(self, scene: Scene) -> None:
        self._hiding.begin(scene)
        self._unseen.look(scene)
        self._writing.read_again(scene)
        opened = self._browser.took_from_bar(scene)
        if opened is not None:
            self._navigated(scene, *opened)
        elif not self._browser.is_busy(scene):
            self._on_page(scene)
        self._unseen.keep(scene)
        self._hiding.finish(scene)

    def _navigated(self, scene: Scene, since: float, typed: str | None) -> None:
        self._attention.forget_page()
        self._journal.add(scene, EventKind.NAVIGATE, text=typed, started=since)
        self._hiding.forget()

    def _on_page(self, scene: Scene) -> None:
        turned = self._browser.look(scene)
        if turned is not None:
            self._attention.forget_page()
            self._journal.add(scene, turned)
        elif not self._is_act(scene):
            self._attention.reaction = scene

    def _is_act(self, scene: Scene) -> bool:
        return (
            self._choosing.took(scene)
            or self._completing.took(scene)
            or self._dating.took(scene)
            or self._marking.took(scene)
            or self._filtering.took(scene)
            or self._scrolling.took(scene)
            or self._unseen.took_first(scene)
            or self._passes(scene)
            or self._dragging.took(scene)
            or self._writing.took(scene)
            or self._clicking.took(scene, self._choosing, self._marking, self._writing, self._dating)
            or self._unseen.took(scene)
            or self._pressing.took(scene)
            or self._choosing.opens(scene)
        )

    def _passes(self, scene: Scene) -> bool:
        """Whether something that had appeared away from the pointer only went again, such as a notice."""
        if scene.is_large or scene.is_at_pointer or self._writing.is_written_into(scene):
            return False
        undone = bool(scene.boxes) and any(
            all(scene.is_back(box, former.before.pixels) for box in scene.boxes) for former in self._recent
        )
        if scene.change.kind is not ChangeKind.WRITING:
            self._recent.append(scene)
        return undone
