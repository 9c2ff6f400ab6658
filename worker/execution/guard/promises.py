"""What cannot be taken back in what parts of a page and dialogs promise by their words."""

from models.irreversible_labels import deeds_at_hand, deeds_of_button, deeds_of_link
from models.irreversible_questions import deeds_agreed_to
from worker.execution.guard.dialogs import Dialog
from worker.execution.guard.elements import Element

#: Acting on these changes a form or a view, whatever their label says: it is done when a button is clicked.
_HOLDS_STATE = frozenset(
    {
        *("checkbox", "columnheader", "combobox", "listbox", "menuitemcheckbox", "menuitemradio"),
        *("radio", "rowheader", "searchbox", "slider", "spinbutton", "textbox"),
    }
)
_COMMANDS = frozenset({"button", "menuitem"})
_UNREAD = "?"  #: the verb of what a dialog may ask further on than it is read; no plan says it
_LONGEST_COMMAND = 5  # words; a longer link may be a headline or a subject


def holds_state(element: Element) -> bool:
    """Whether acting on an element only changes a form or a view."""
    return element.role in _HOLDS_STATE


def irreversible_deeds(element: Element) -> frozenset[str]:
    """Return the verbs of what cannot be taken back once `element` is clicked."""
    if holds_state(element):
        return frozenset()
    return frozenset(deed for label in element.labels for deed in _promised_by(element.role, label))


def agreed_to(dialog: Dialog) -> frozenset[str]:
    """Return the verbs of what a dialog does once it is accepted."""
    return deeds_agreed_to(dialog.message) | (frozenset() if dialog.whole else {_UNREAD})


def _promised_by(role: str, label: str) -> frozenset[str]:
    if role in _COMMANDS:
        return deeds_of_button(label)
    return deeds_of_link(label) if len(label.split()) <= _LONGEST_COMMAND else deeds_at_hand(label)
