"""What a page has put before everything else, as the browser server tells it."""

import re
from dataclasses import dataclass

_DIALOG = re.compile(r'\["(alert|beforeunload|confirm|prompt)" dialog with message "')
#: What the server writes behind a message. A page may write it too, so all up to the last one is its message.
_END = '"]: can be handled by browser_handle_dialog'
_ASKING = frozenset({"confirm", "prompt"})
_LONGEST_MESSAGE = 2000  # characters that are read, and that a person is shown


@dataclass(frozen=True)
class Dialog:
    """A dialog that is open: nothing else on the page works until it is answered."""

    asks: bool  #: accepting it says yes to something
    message: str  #: or its beginning
    whole: bool = True  #: otherwise nobody knows what more it says
    takes_text: bool = False  #: accepting it also gives a text, or one that the page has put there


def read_dialog(result: str) -> Dialog | None:
    """Return the dialog that any browser tool's `result` tells of; None if it tells of none."""
    first = _DIALOG.search(result)
    if first is None:
        return None
    # A page's title may say such words too, so all of them count.
    kinds = frozenset(_DIALOG.findall(result))
    message = result[first.end() : _end_of_message(result, first.end())]
    whole = len(message) <= _LONGEST_MESSAGE
    return Dialog(bool(_ASKING & kinds), message[:_LONGEST_MESSAGE], whole, takes_text="prompt" in kinds)


def _end_of_message(result: str, start: int) -> int:
    end = result.rfind(_END, start)
    return end if end >= 0 else len(result)
