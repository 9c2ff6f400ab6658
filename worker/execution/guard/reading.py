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
    return all(map(_is_read, _NEXT.split(command)))


def _is_read(part: str) -> bool:
    program = next(iter(part.split()), "")
    return program in _READERS and not _MORE.search(part)
