"""What a scenario is made of: one small value per thing a person does."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Visit:
    """Type an address into the address bar, press Enter, and wait until the page says `then`."""

    address: str
    then: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Type `text` into the field `label`, reached by the pointer or with the Tab key."""

    label: str
    text: str
    secret: bool = False
    with_tab: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """Open the list `label` and take `option` with the arrow keys."""

    label: str
    option: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Click the checkbox, radio button or switch `label`."""

    label: str
    checked: bool = True  #: what it is afterwards


@dataclass(frozen=True, slots=True)
class Click:
    """Click the button, link or the like `name`, and wait until the page says `then`."""

    name: str
    then: str
    role: Literal["button", "link", "tab", "option", "textbox", "cell"] = "button"


@dataclass(frozen=True, slots=True)
class PressEnter:
    """Press Enter, and wait until the page says `then`."""

    then: str


Action = Visit | Fill | Choose | Tick | Click | PressEnter
