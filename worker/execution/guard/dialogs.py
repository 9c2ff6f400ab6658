"""What a page has put before everything else, as the browser server tells it."""

import re
from dataclasses import dataclass

_DIALOG = re.compile(r'\["(alert|beforeunload|confirm|prompt)" dialog with message "')
_ASKING = frozenset({"confirm", "prompt"})
_LONGEST_MESSAGE = 2000  # characters


@dataclass(frozen=True)
class Dialog:
    """A dialog that is open: nothing else on the page works until it is answered."""

    asks: bool  #: accepting it says yes to something
    message: str


def read_dialog(result: str) -> Dialog | None:
    """Return the dialog that any browser tool's `result` tells of; None if it tells of none."""
    first = _DIALOG.search(result)
    # A page's title may say such words too, so all of them count.
    asks = not _ASKING.isdisjoint(_DIALOG.findall(result))
    return Dialog(asks, result[first.end() :][:_LONGEST_MESSAGE]) if first else None
