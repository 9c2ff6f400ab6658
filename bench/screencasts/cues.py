"""What people do in these films beyond the demo site's actions."""

from dataclasses import dataclass

from playground.recording.actions import Action


@dataclass(frozen=True, slots=True)
class ScrollTo:
    """Turn the wheel until the link `name` stands well inside the page."""

    name: str


@dataclass(frozen=True, slots=True)
class Slide:
    """Click the slider `label` at a share of its length, or drag its knob there from another."""

    label: str
    share: float
    dragged_from: float | None = None


@dataclass(frozen=True, slots=True)
class OpenTab:
    """Open a tab and type `address` there, and wait until the page says `then`."""

    address: str
    then: str


@dataclass(frozen=True, slots=True)
class SwitchTab:
    """Go to a tab by its number, from 1, with the keyboard."""

    number: int


@dataclass(frozen=True, slots=True)
class Wander:
    """Move the pointer about without doing anything: no event may come of it."""


@dataclass(frozen=True, slots=True)
class Say:
    """Say something aloud while going on."""

    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """Type a command into the terminal and run it."""

    command: str


#: What can be done on a page, and in a terminal.
PageCue = Action | ScrollTo | Slide | OpenTab | SwitchTab | Wander | Say
TerminalCue = Run | Wander | Say
