"""What pages are made of: the lines of a snapshot, and what a click on a part of a page hits."""

import re
from dataclasses import dataclass

_REF = re.compile(r"\[ref=([a-z0-9]+)\]")

#: What text is typed into.
TEXT_FIELDS = frozenset({"combobox", "searchbox", "spinbutton", "textbox"})
#: What keys may set off, whatever has the focus; pages tie any key to anything.
_SET_OFF = frozenset(
    {
        *("button", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "switch", "tab"),
        "treeitem",
    }
)
#: What a click on anything within it is a click on.
_CONTROLS = frozenset(
    {
        *("button", "checkbox", "combobox", "link", "menuitem", "menuitemcheckbox", "menuitemradio"),
        *("option", "radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "treeitem"),
    }
)


@dataclass(frozen=True)
class Element:
    """What a click on a part of a page hits: the control around it, or itself."""

    role: str
    name: str = ""  #: as assistive technology reads it
    text: str = ""  #: as it is written on the page
    address: str = ""  #: that a link leads to
    hint: str = ""  #: what a field shows as long as it is empty

    @property
    def labels(self) -> tuple[str, ...]:
        """What it is called, be it read out or written."""
        return tuple(dict.fromkeys(label for label in (self.name, self.text) if label))


@dataclass(frozen=True)
class Filled:
    """A field and what is in it."""

    label: str
    value: str


@dataclass(frozen=True)
class Node:
    """One line of a snapshot."""

    depth: int
    role: str
    name: str
    text: str
    flags: str
    line: str  #: as the snapshot has it
    address: str = ""  #: that a link leads to
    hint: str = ""  #: what a field shows as long as it is empty

    @property
    def ref(self) -> str | None:
        found = _REF.search(self.flags)
        return found[1] if found else None

    @property
    def is_control(self) -> bool:
        return self.role in _CONTROLS or self.is_button

    @property
    def can_be_set_off(self) -> bool:
        return self.role in _SET_OFF or self.is_button

    @property
    def is_button(self) -> bool:
        # Pages make buttons of anything; the pointer over it gives those away.
        return self.role == "button" or (self.role not in _CONTROLS and "[cursor=pointer]" in self.flags)
