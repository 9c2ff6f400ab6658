"""Commands that only look: a person need not be asked before one, whatever step it is in."""

import re

_READERS = frozenset(
    {
        "cat",
        "cd",
        "date",
        "echo",
        "grep",
        "head",
        "id",
        "ls",
        "pwd",
        "sha256sum",
        "stat",
        "tail",
        "wc",
        "whoami",
    }
)
_NEXT = re.compile(r"&&|\|\||[;|\n]")
#: Writes to a file, goes on in the background, or runs something within.
_MORE = re.compile(r"[<>&`()]")


def only_reads(command: str) -> bool:
    """Whether all that a command line does is to print something. In doubt it does more."""
    parts = [part.split() for part in _NEXT.split(command)]
    return not any(_MORE.search(part) for part in _NEXT.split(command)) and all(
        part and part[0] in _READERS for part in parts
    )
