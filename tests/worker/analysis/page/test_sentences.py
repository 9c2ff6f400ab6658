import pytest

from tests.worker.analysis.factories import make_event
from worker.analysis.evidence import Event, EventKind
from worker.analysis.page.sentences import headline


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (make_event(EventKind.CLICK, label="Save"), "Clicked “Save”"),
        (make_event(EventKind.CLICK), "Clicked something without a name"),
        (make_event(EventKind.CLICK, label="Gift wrap", text="checked"), "Checked “Gift wrap”"),
        (make_event(EventKind.CLICK, label="Volume", text="74 %"), "Set “Volume” to “74 %”"),
        (make_event(EventKind.TYPE, label="Name", text="Ada"), "Typed “Ada” into “Name”"),
        (make_event(EventKind.TYPE, label="Password", secret=True), "Typed a secret into “Password”"),
        (make_event(EventKind.SELECT, label="Size", text="Large"), "Chose “Large” in “Size”"),
        (make_event(EventKind.COMMAND, text="ls -l"), "Ran “ls -l”"),
        (make_event(EventKind.SWITCH_TAB, app="Inbox"), "Switched to “Inbox”"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind.value,
)
def test_an_event_is_one_sentence(event: Event, sentence: str) -> None:
    assert headline(event) == sentence


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_a_sentence(kind: EventKind) -> None:
    assert headline(make_event(kind))
