"""Fields that hold a secret, for as long as they are on the screen: shown in the clear, it is still one."""

from typing import NamedTuple

import cv2
import numpy as np

from worker.analysis.fields import Control, ControlKind, Page
from worker.analysis.frames import Pixels, cut_out
from worker.analysis.geometry import Box
from worker.analysis.keeping import Keeper
from worker.analysis.masking import dotted, marks_of
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import ChangeKind

#: A value is the same one, even dimmed behind a dialog, when it correlates this much with its former look.
#: The outline does not count: another page's field may stand in the same place.
SAME = 0.8
#: What stands so close to a secret's own place in its field is part of it, in pixels of a 1080p screen.
BESIDE = 12
#: Pictures in a field, such as an eye, are drawn with at most so many marks: a row of more is a text.
DRAWN = 8


class _Secret(NamedTuple):
    field: Control
    value: Box  #: where in the field it stands
    look: Pixels  #: its value when it was last seen
    is_shown: bool = True  #: False while something else covers it


class Hiding:
    """Knows where on the page secrets stand, and has them covered in all pictures that are kept."""

    def __init__(self, reader: Reader, keeper: Keeper) -> None:
        """Know of no secret yet."""
        self._reader, self._keeper = reader, keeper
        self._secrets: list[_Secret] = []

    def begin(self, scene: Scene) -> None:
        """Take in what a change reveals or moves, before any of its pictures is kept."""
        self._reveal(scene)
        moved = [self._moved(secret, scene) for secret in self._secrets] if _scrolls(scene) else []
        self._cover([*self._secrets, *moved])
        self._secrets = moved or self._secrets

    def finish(self, scene: Scene) -> None:
        """Take in which secrets are on the screen after a change."""
        self._secrets = [_seen_again(secret, scene) for secret in self._secrets]
        self._cover(self._secrets)

    def add(self, scene: Scene, field: Control, value: Box) -> None:
        """A secret was written into a field; `value` is where it stands."""
        former = next((s for s in self._secrets if s.field.box.overlap(field.box)), None)
        self._secrets = [secret for secret in self._secrets if secret is not former]
        known = former.field if former is not None else field
        self._secrets.append(_Secret(known, value, cut_out(scene.after.pixels, value)))
        self._cover(self._secrets)

    def forget(self) -> None:
        """Another page is shown."""
        self._secrets = []
        self._keeper.secrets.clear()

    def holds(self, field: Box) -> bool:
        """Whether a field holds a secret."""
        return any(s.is_shown and s.field.box.overlap(field) > field.area // 2 for s in self._secrets)

    def label_of(self, control: Control, scale: float) -> str | None:
        """What a control is called, unless its name was read off a secret."""
        for secret in self._secrets:
            if not secret.is_shown or not secret.field.box.overlap(control.box):
                continue
            if control.kind is ControlKind.FIELD:
                return secret.field.label
            if secret.value.grown(int(BESIDE * scale)).overlap(control.box):
                return None
        return control.label

    def _reveal(self, scene: Scene) -> None:
        """Find fields in which dots turned into something else."""
        if scene.is_large:
            return
        for box in scene.boxes:
            around = box.grown(int(BESIDE * scene.scale))
            for dots in _dots(scene.before.pixels, around, scene.scale):
                if scene.looks_alike(dots, scene.before.pixels, scene.after.pixels):
                    continue
                field = Page(self._reader, scene.before.pixels, scene.scale).field_around(dots)
                if field is None or not field.box.encloses(box) or self.holds(field.box):
                    continue
                if not _is_among_letters(scene.before.pixels, dots, field.box):
                    self.add(scene, field, dots)

    def _moved(self, secret: _Secret, scene: Scene) -> _Secret:
        up = scene.change.scrolled
        field = secret.field._replace(box=secret.field.box._replace(y=secret.field.box.y - up))
        return secret._replace(field=field, value=secret.value._replace(y=secret.value.y - up))

    def _cover(self, secrets: list[_Secret]) -> None:
        self._keeper.secrets[:] = [secret.field.box for secret in secrets if secret.is_shown]


def _scrolls(scene: Scene) -> bool:
    return scene.change.kind is ChangeKind.SCROLL


def _dots(pixels: Pixels, region: Box, scale: float) -> list[Box]:
    """Rows of a password's dots in a region of a picture, placed on the whole."""
    region = region.within(*pixels.shape[1::-1])
    if not region.area:
        return []
    return [
        row._replace(x=row.x + region.x, y=row.y + region.y) for row in dotted(cut_out(pixels, region), scale)
    ]


def _is_among_letters(pixels: Pixels, dots: Box, field: Box) -> bool:
    """Whether a row of dots is part of a text: small bold letters are as round, and as far apart."""
    row = Box(field.x, dots.y, field.width, dots.height).within(*pixels.shape[1::-1])
    marks = (mark._replace(x=mark.x + row.x, y=mark.y + row.y) for mark in marks_of(cut_out(pixels, row)))
    return sum(not mark.overlap(dots) for mark in marks) > DRAWN


def _seen_again(secret: _Secret, scene: Scene) -> _Secret:
    """A secret as it is after a change: still there, covered, or there again."""
    box = secret.field.box
    if _scrolls(scene) or not any(b.overlap(box) for b in scene.boxes):
        return secret
    now = cut_out(scene.after.pixels, secret.value)
    inside = not scene.is_large and all(box.grown(BESIDE).encloses(b) for b in scene.boxes if b.overlap(box))
    if secret.is_shown and inside:
        return secret._replace(look=now)
    return secret._replace(is_shown=_correlation(now, secret.look) >= SAME)


def _correlation(one: Pixels, other: Pixels) -> float:
    if one.shape != other.shape:
        return 1.0  # A part of it is beyond the edge of the screen; the rest stays covered.
    return float(np.nan_to_num(cv2.matchTemplate(one, other, cv2.TM_CCOEFF_NORMED)).max())
