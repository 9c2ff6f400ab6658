"""The words of a command line, call by call, as a shell splits them."""

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Final

#: What stands in front of a program's name.
_BEFORE = re.compile(r"\w+=.*|-.*|[\d.]+[smh]?|[{!]", re.DOTALL)
_WRAPPERS: Final = frozenset({
    *("command", "do", "else", "env", "eval", "exec", "if", "nice", "nohup", "sudo", "then", "time"),
    *("timeout", "until", "while", "xargs"),
})  # fmt: skip
_REDIRECTION = re.compile(r"\d?(?:[<>]&\d|&?>>?\s*/dev/null)")
_BETWEEN: Final = ";&|()<>\n"


def words_of(command: str) -> list[str]:
    """Return the words of a command line without quotes, and the signs between its commands.

    Raises:
        ValueError: a quote does not end.
    """
    reader = shlex.shlex(
        _REDIRECTION.sub(" ", command.replace("\\\n", " ").replace("`", "\n")),
        posix=True,
        punctuation_chars=_BETWEEN,
    )
    reader.whitespace = " \t\r"
    reader.whitespace_split = True
    reader.commenters = ""
    return list(reader)


def simple_commands(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of each program's call, without the files that it reads and writes."""
    simple: list[str] = []
    is_file = False
    for word in words:
        if word.strip(_BETWEEN):
            simple += [] if is_file else [word]
            is_file = False
        elif word.strip("&|") in {"<", ">", ">>"}:
            is_file = True
        else:
            yield simple
            simple = []
    yield simple


def program_in(words: Sequence[str]) -> int:
    """Return at which of the words of a call its program stands; the last if it has none."""
    named = (at for at, word in enumerate(words) if not _BEFORE.fullmatch(word) and word not in _WRAPPERS)
    return next(named, len(words) - 1)
