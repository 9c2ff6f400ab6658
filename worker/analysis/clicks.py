"""Clicks: whether a change was caused by one, and what was clicked."""

from typing import NamedTuple

from worker.analysis.clearing import without_caret, without_pointer
from worker.analysis.controls.rectangle import rectangle_at
from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.focusing import ring_at, took_focus
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box, Point
from worker.analysis.hovers import comes, comes_at_once, only_reacts, passes
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind
from worker.analysis.switches import is_switched
from worker.analysis.ticks import is_ticked, tick_at, ticked_control
from worker.analysis.typed import held
from worker.analysis.uncovering import uncovered

#: What changes this soon after a pointer came to rest on some text is what the text leads to.
AT_ONCE = 0.8
#: That is at least so much of the screen.
CONSEQUENCE = 0.002
#: A switch's knob is on its way for at most so many seconds.
KNOB = 0.4
#: A field that something turns into is at most so high.
TALLEST = 80
#: When more of the screen changed than this, it is another view that has a field there, unless the field
#: holds what was clicked: rows make room for it.
ANOTHER_VIEW = 0.02


class Click(NamedTuple):
    """A click on something."""

    control: Control
    point: Point
    ticked: bool | None  #: for a checkbox or radio button, its new state
    confidence: float


def click_of(reader: Reader, scene: Scene, *, went: bool) -> Click | None:
    """The click that caused a change, if one did; `went` when it led to another address."""
    point = scene.point
    if point is None or scene.resting <= 0 or not scene.boxes:
        return None
    if not went and not scene.is_large and passes(scene):
        return None
    tick = None if scene.is_large or went or _is_long_writing(scene) else tick_at(reader, scene, point)
    return _pressed(reader, scene, point, went=went) if tick is None else _ticked(reader, scene, point, tick)


def _is_long_writing(scene: Scene) -> bool:
    """Whether letters came one after the other; the knob of a switch on its way looks so for a moment."""
    change = scene.change
    return change.kind is ChangeKind.WRITING and change.end - change.start > KNOB


def _ticked(reader: Reader, scene: Scene, point: Point, tick: Box) -> Click | None:
    """A click on a checkbox or its like; without a name it may only have lit up under the pointer."""
    control = ticked_control(reader, scene, tick)
    is_sure = is_switched(scene, tick) or took_focus(scene, tick)
    if control.label is None and comes(scene) and not is_sure:
        return None
    return Click(control, point, is_ticked(scene, tick), 0.95 if control.label else 0.5)


def _pressed(reader: Reader, scene: Scene, point: Point, *, went: bool) -> Click | None:
    """A click on anything else, unless what changed only shows that the pointer came."""
    ring = ring_at(scene, point)
    control = _control(reader, scene, point, ring) or _unnamed(scene, point)
    is_entered = ring is not None and not _lights_up(reader, scene, point)
    if not is_entered and not went and (only_reacts(scene, control, point) or _flies_by(scene, control)):
        return None
    confidence = 0.95 if is_entered or scene.is_large or went else _likelihood(scene, point, control)
    return Click(control, point, None, confidence) if confidence else None


def turned_into_field(reader: Reader, scene: Scene, click: Click) -> Control | None:
    """The field in which what was clicked can be edited now, called as that was."""
    if scene.is_large or click.control.kind is ControlKind.FIELD or click.ticked is not None:
        return None
    box = rectangle_at(scene.after.pixels, click.point, scene.scale)
    if box is None or box.height > TALLEST * scene.scale or box.width < 2 * box.height:
        return None
    if not _is_new(scene, box, click.point):
        return None
    plain = without_caret(without_pointer(scene.after, scene.track, box), box.grown(-3), scene.scale)
    now = Page(reader, plain, scene.scale).control_at(click.point)
    field = Control(ControlKind.FIELD, box, click.control.label)
    if now is None or now.kind is not ControlKind.FIELD:
        return None
    says = (now.label, held(reader, scene.after, scene.track, field))  # One digit is read but as its name.
    return field if scene.share <= ANOTHER_VIEW or field.label in says else None


def _is_new(scene: Scene, box: Box, point: Point) -> bool:
    """Whether the rectangle at a point was not there before, and its edge came with the change."""
    former = rectangle_at(scene.before.pixels, point, scene.scale)
    came = any(b.encloses(box, slack=4) or box.encloses(b, slack=4) for b in scene.boxes)
    return came and (former is None or not (former.grown(4).encloses(box) and box.grown(4).encloses(former)))


def _likelihood(scene: Scene, point: Point, control: Control) -> float:
    """How likely a change that is no page's and no field's was caused by a click."""
    if any(b.contains(point, slack=6) for b in scene.boxes):
        return 0.9
    return 0.7 if control.label and _invites(scene, control) else 0.0


def _control(reader: Reader, scene: Scene, point: Point, ring: Box | None) -> Control | None:
    """What was clicked, as it looked before the pointer covered it, else just before, else when it lit up."""
    views = (scene.clear, scene.before)
    seen = (control_on(reader, view, scene, point, ring) for view in views)
    unnamed: list[Control] = []
    for control in filter(None, seen):
        if control.label:
            return control
        unnamed.append(control)
    return next(iter([*_lit_up(reader, scene, point), *unnamed]), None)


def _lit_up(reader: Reader, scene: Scene, point: Point) -> list[Control]:
    """What became the chosen one of several, such as a tab: it has a background of its own only then."""
    box = None if scene.is_large else Page(reader, scene.after.pixels, scene.scale).rectangle_at(point)
    if box is None or not any(b.encloses(box, slack=4) for b in scene.boxes):
        return []
    lines = [line for line in reader.lines(scene.clear.pixels, box) if len(line.text) > 1]
    return [Control(ControlKind.BUTTON, box, " ".join(line.text for line in lines))] if lines else []


def control_on(
    reader: Reader, picture: Picture, scene: Scene, point: Point, ring: Box | None
) -> Control | None:
    """The control at a point of a picture, with the pointer painted over."""
    page = Page(reader, uncovered(picture, scene, point), scene.scale)
    return page.control_at(point, ring, writable=_is_writable(scene))


def _is_writable(scene: Scene) -> bool:
    """Whether a pointer may be over what can be written into: it is a beam there, if it ever is one.

    What some recorders draw is an arrow everywhere.
    """
    move = scene.track.move_at(scene.before.t)
    if move is None or move.shape not in ("arrow", "hand"):
        return True
    return all(former.shape != "beam" for former in scene.track.moves)


def _unnamed(scene: Scene, point: Point) -> Control:
    """Something without a name, such as an icon."""
    side = int(12 * scene.scale)
    return Control(ControlKind.TEXT, Box(point.x - side, point.y - side, 2 * side, 2 * side), None)


def _lights_up(reader: Reader, scene: Scene, point: Point) -> bool:
    """Whether an outline may only show that the pointer came: at once, or a little later that of a button."""
    if not comes(scene) or comes_at_once(scene):
        return comes(scene)
    control = control_on(reader, scene.clear, scene, point, None)
    return control is not None and control.kind is ControlKind.BUTTON


def _flies_by(scene: Scene, control: Control) -> bool:
    """Whether a pointer was on its way, over nothing that has a name."""
    return control.label is None and comes(scene) and not scene.is_large


def _invites(scene: Scene, control: Control) -> bool:
    """Whether something is there to be clicked, when what changed is elsewhere."""
    move = scene.track.move_at(scene.before.t)
    is_hand = move is not None and move.shape == "hand"
    leads_on = scene.resting <= AT_ONCE and scene.share >= CONSEQUENCE
    return control.kind is not ControlKind.TEXT or is_hand or leads_on
