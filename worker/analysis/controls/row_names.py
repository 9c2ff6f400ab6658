"""What is named by its row: checkboxes, radio buttons, switches, sliders and counters."""

from worker.analysis.controls.above import ABOVE, name_above
from worker.analysis.controls.before import headed
from worker.analysis.controls.phrases import Phrase
from worker.analysis.controls.sight import Sight
from worker.analysis.geometry import Box

#: Furthest a name may begin after a checkbox, and before a switch.
NEAR, FAR = 260, 1000
#: How far to the right of a checkbox its name may reach.
NAME = 560


def name_of_tick(sight: Sight, tick: Box) -> str | None:
    """The text beside a checkbox, radio button or switch: to its right, else before it, else above.

    `tick` may be but the part of it that changes, such as the mark in it.
    """
    around = tick.grown(tick.height // 2, 0)
    after = _level(sight, tick, Box(tick.right + 2, tick.y, sight.px(NAME), tick.height))
    near = tick.right + sight.px(NEAR)
    after = [p for p in after if p.box.x <= near and sight.is_open(around, p.box)]
    if after:
        return min(after, key=lambda p: p.box.x).text
    far = max(1, min(tick.x - 2, sight.px(FAR)))
    before = _level(sight, tick, Box(tick.x - 2 - far, tick.y, far, tick.height))
    before = [p for p in before if sight.is_open(p.box, around)]
    name = min(before, key=lambda p: (p.box.y, -p.box.right), default=None)
    name = headed(sight, name, tick) if name is not None else name_above(sight, around)
    return name.text if name is not None else None


def name_on_row(sight: Sight, control: Box) -> str | None:
    """The words nearest to the left of a control on its row, else above its start, else to its right.

    Numbers are no names: they are what the control is set to.
    """
    far = max(1, min(control.x - 2, sight.px(FAR)))
    before = _worded(sight, Box(control.x - 2 - far, control.y, far, control.height))
    if before:
        nearest = [p for p in before if sight.is_open(p.box, control)] or before
        return max(nearest, key=lambda p: p.box.right).text
    tall = sight.px(ABOVE)
    above = _worded(sight, Box(control.x - 2 - far, control.y - tall, far + control.width, tall))
    after = _worded(sight, Box(control.right, control.y, sight.px(NAME), control.height))
    found = max(above, key=lambda p: (p.box.bottom, p.box.right), default=next(iter(after), None))
    return found.text if found is not None else None


def value_name(sight: Sight, control: Box) -> str | None:
    """What a control that shows but a number is called; None beside other numbers, as of pages or days."""
    left, right = (sight.phrases(where) for where in _sides(sight, control))
    nearest = [*left[-1:], *right[:1]]
    if not left or any(not any(map(str.isalpha, p.text)) for p in nearest):
        return None
    return max(left, key=lambda p: p.box.right).text


def _sides(sight: Sight, control: Box) -> tuple[Box, Box]:
    far = max(1, min(control.x - 2, sight.px(FAR)))
    right = Box(control.right, control.y, sight.px(NEAR), control.height)
    return Box(control.x - 2 - far, control.y, far, control.height), right


def _worded(sight: Sight, region: Box) -> list[Phrase]:
    return [p for p in sight.phrases(region) if sum(map(str.isalpha, p.text)) > 1]


def _level(sight: Sight, tick: Box, where: Box) -> list[Phrase]:
    """The phrases beside a checkbox: those on its row, or a name and an explanation around it."""
    found = [p for p in sight.phrases(where.grown(0, sight.px(12))) if len(p.text) > 1 or p.text.isdigit()]
    level = [p for p in found if p.box.grown(2).same_row(tick)]
    return level or found
