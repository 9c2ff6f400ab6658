"""One event in one line, for people."""

from collections.abc import Callable

from worker.analysis.evidence import Event, EventKind

_STATES = {"checked": "Checked", "unchecked": "Unchecked"}


def headline(event: Event) -> str:
    """Return what happened, with what was said on the screen in quotation marks."""
    return _SENTENCES[event.kind](event)


def _target(event: Event) -> str:
    return _quoted(event.label, "something without a name")


def _typed(event: Event) -> str:
    return "a secret" if event.secret else _quoted(event.text, "something")


def _clicked(event: Event) -> str:
    if event.text and event.text not in _STATES:
        return f"Set {_target(event)} to {_quoted(event.text, 'something')}"
    return f"{_STATES.get(event.text or '', 'Clicked')} {_target(event)}"


def _quoted(text: str | None, otherwise: str) -> str:
    return f"“{text}”" if text else otherwise


_SENTENCES: dict[EventKind, Callable[[Event], str]] = {
    EventKind.CLICK: _clicked,
    EventKind.TYPE: lambda event: f"Typed {_typed(event)} into {_target(event)}",
    EventKind.KEY: lambda event: f"Pressed {event.text or 'a key'}",
    EventKind.SELECT: lambda event: f"Chose {_quoted(event.text, 'something')} in {_target(event)}",
    EventKind.SCROLL: lambda _: "Scrolled",
    EventKind.NAVIGATE: lambda event: f"Opened {event.url or 'an address'}",
    EventKind.NEW_TAB: lambda _: "Opened a new tab",
    EventKind.SWITCH_TAB: lambda event: f"Switched to {_quoted(event.app, 'another tab')}",
    EventKind.COMMAND: lambda event: f"Ran {_quoted(event.text, 'a command')}",
}
