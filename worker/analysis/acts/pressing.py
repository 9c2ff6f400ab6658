"""Keys that leave a trace: Tab moves the focus, Enter sends what was typed, one goes back a page."""

from worker.analysis.acts.attention import Attention
from worker.analysis.acts.journal import Journal
from worker.analysis.browser import Browser
from worker.analysis.clues.entering import underlined
from worker.analysis.controls.rectangle import rectangle_at
from worker.analysis.controls.ring import is_ring, stands_out
from worker.analysis.evidence import Event, EventKind
from worker.analysis.fields import Control, Page
from worker.analysis.geometry import Box
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.typed import held

#: Largest and least size of a field's outline, in pixels of a 1080p screen.
TALLEST, NARROWEST = 260, 60
#: The keys that lead back, and within how many seconds the page is there.
BACK, BIT_BY_BIT = "Alt+Left", 1.0
#: A hand that has just clicked is not on the keys so soon, in seconds.
HOMING = 0.9
#: What Enter leads to is more than this share of the screen; an outline reaches no further around its field
#: than that, in pixels of a 1080p screen.
CONSEQUENCE, AROUND = 0.003, 12
#: A page comes about so many seconds after it was asked for.
ANSWERS = 0.25
#: By so many pixels a field may look smaller without its outline.
GIVES = 6
#: The field left and the field entered.
LEFT_AND_ENTERED = 2


class Pressing:
    """Notes keys."""

    def __init__(self, reader: Reader, browser: Browser, journal: Journal, attention: Attention) -> None:
        self._reader, self._browser = reader, browser
        self._journal, self._attention = journal, attention

    def took(self, scene: Scene) -> bool:
        """Take in a change if a key explains it."""
        if self._browser.went_back:
            return self._went_back(scene)
        last = self._journal.last
        if last is None or self._journal.pointed_elsewhere(scene):
            return False
        return self._tab(scene) or self._enter(scene, last)

    def _went_back(self, scene: Scene) -> bool:
        """Note one key, also when the page before shows bit by bit, and none if a click led there."""
        self._attention.focus = None
        last = self._journal.last
        if last is not None and (self._goes_on(scene, last) or self._led_there(scene, last)):
            self._journal.extend(last, scene)
        else:
            self._journal.add(scene, EventKind.KEY, text=BACK)
        return True

    def _goes_on(self, scene: Scene, last: Event) -> bool:
        return last.text == BACK and scene.change.start - last.t_end <= BIT_BY_BIT

    def _led_there(self, scene: Scene, last: Event) -> bool:
        """Whether the last click did: no hand is on two keys so soon after it."""
        is_soon = scene.change.onset - last.t_start <= HOMING
        return last.kind is EventKind.CLICK and is_soon and not self._journal.pointed_elsewhere(scene)

    def _tab(self, scene: Scene) -> bool:
        focus = self._attention.focus
        if focus is None or scene.track.moved(scene.change.before, scene.change.end):
            return False  # What looks different as the pointer moves reacts to that.
        field = newly_focused(self._reader, scene, focus) or underlined(self._reader, scene)
        if field is None or self._attention.is_on(field):
            return False
        self._journal.add(scene, EventKind.KEY, text="Tab")
        self._attention.turn_to(field, scene.before)
        return True

    def _enter(self, scene: Scene, last: Event) -> bool:
        if last.kind is not EventKind.TYPE:
            return False
        shows = scene.is_large or self._browser.just_went
        if not (shows or self._is_taken(scene) or self._is_left_for_more(scene)):
            return False
        self._attention.focus = None
        asked = max(last.t_end, scene.change.onset - ANSWERS) if shows else None
        self._journal.add(scene, EventKind.KEY, text="Enter", started=asked)
        return True

    def _is_taken(self, scene: Scene) -> bool:
        """Whether the field just written into is gone, or its text has gone from it to another place."""
        field = self._attention.focus
        if field is None or scene.change.kind is ChangeKind.WRITING or rings_of(scene):
            return False
        inside = [box for box in scene.boxes if box.overlap(field.box)]
        is_emptied = not (_stays(scene, field) or held(self._reader, scene.after, scene.track, field))
        return is_gone(scene, field) or (is_emptied and 0 < len(inside) < len(scene.boxes))

    def _is_left_for_more(self, scene: Scene) -> bool:
        """Whether the field just written into lost its outline, no other got one, and much else changed."""
        field = self._attention.focus
        if field is None or len(rings_of(scene)) > 1 or not _is_left(scene, field):
            return False
        around = field.box.grown(int(AROUND * scene.scale))
        height, width = scene.after.pixels.shape[:2]
        besides = sum(box.area for box in scene.boxes if not around.encloses(box))
        return bool(besides >= CONSEQUENCE * width * height)


def _is_left(scene: Scene, field: Control) -> bool:
    """Whether a field lost its outline, and holds what it held."""
    around = field.box.grown(int(AROUND * scene.scale))
    rims = [b for b in scene.boxes if around.encloses(b) and b.encloses(field.box, slack=GIVES)]
    if not rims or not _stays(scene, field):
        return False
    return stands_out(scene.after.pixels, scene.before.pixels, rims[0])


def _stays(scene: Scene, field: Control) -> bool:
    """Whether a field holds what it held, be it a secret that nobody can read."""
    return scene.looks_alike(field.box.grown(-GIVES), scene.before.pixels, scene.after.pixels)


def is_gone(scene: Scene, field: Control) -> bool:
    """Whether a change took away a field, as what is edited in place turns back into text."""
    if not any(box.overlap(field.box) for box in scene.boxes):
        return False
    if _stays(scene, field):
        return False
    former, now = (rectangle_at(v.pixels, field.box.center, scene.scale) for v in (scene.before, scene.after))
    return former is not None and (now is None or not now.grown(GIVES).encloses(field.box))


def newly_focused(reader: Reader, scene: Scene, old: Control | None) -> Control | None:
    """The field whose outline appeared, perhaps while that of an old one went."""
    if scene.is_large:
        return None
    rings, views = rings_of(scene), (scene.before.pixels, scene.after.pixels)
    others = [b for b in rings if old is None or not _is_same(b, old.box)]
    new = [b for b in others if stands_out(*views, b)]
    if not new or len(rings) > LEFT_AND_ENTERED:
        return None
    return Page(reader, scene.before.pixels, scene.scale).control_at(new[0].center, new[0])


def _is_same(ring: Box, field: Box) -> bool:
    return ring.encloses(field, slack=10) or field.encloses(ring, slack=10)


def rings_of(scene: Scene) -> list[Box]:
    """The outlines of fields that appeared or went."""
    tallest, narrowest = TALLEST * scene.scale, NARROWEST * scene.scale
    sized = [b for b in scene.boxes if b.height <= tallest and b.width >= narrowest]
    return [b for b in sized if is_ring(scene.before.pixels, scene.after.pixels, b)]


def outlines(scene: Scene, field: Control | None) -> bool:
    """Whether the outline of a field came or went with a change."""
    return field is not None and any(ring.encloses(field.box, slack=GIVES) for ring in rings_of(scene))
