"""What somebody is busy with, as far as could be seen."""

from dataclasses import dataclass

from worker.analysis.fields import Control, ControlKind
from worker.analysis.frames import Picture
from worker.analysis.lists import OpenList
from worker.analysis.scene import Scene


@dataclass
class Attention:
    """The little that has to be known of what came before, to understand a change."""

    focus: Control | None = None  #: the field that has the caret
    before_focus: Picture | None = None  #: the screen before it got it
    pressed: Control | None = None  #: what was clicked last, if it is no field
    opened: OpenList | None = None  #: the list that hangs open
    reaction: Scene | None = None  #: the last change at the pointer or a field that nothing accounts for yet

    def turn_to(self, control: Control, before: Picture) -> None:
        """Something was clicked or tabbed to; only a field keeps the caret."""
        self.focus = control if control.kind is ControlKind.FIELD else None
        self.before_focus = before if self.focus is not None else None
        self.pressed = control if self.focus is None else None
        self.reaction = None

    def is_on(self, control: Control) -> bool:
        """Whether the field that has the caret is at the place of a control."""
        return self.focus is not None and bool(self.focus.box.overlap(control.box))

    def forget_page(self) -> None:
        """Another page is shown."""
        self.focus = self.before_focus = self.pressed = self.opened = self.reaction = None
