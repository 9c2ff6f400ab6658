"""Shell prompts: where they end, and what is typed after them."""

import re
from typing import NamedTuple

#: Ends of prompts: of bash, zsh, fish, PowerShell, root, and of interpreters such as `>>>` and `mysql>`.
_ENDS = r"[$#%>\u276f\u279c\u03bb\u00bb]"
#: A prompt is short, and between it and what is typed there is a space, but for `C:\Users\me>`.
_LINE = re.compile(rf"(?P<prompt>[A-Za-z]:\\[^>]{{0,120}}>(?=\S)|.{{0,120}}?{_ENDS}(?=\s|$))(?P<typed>.*)")
#: Lines that merely look like prompts: a mark, and then something that is written in prose or output.
_PROSE = re.compile(r"^(?:#+|>+|%)\s*$|^\d+(?:[.,]\d+)?\s*[%$]")


class Entry(NamedTuple):
    """A line on which something is typed, or can be."""

    prompt: str
    typed: str


def entry_in(line: str) -> Entry | None:
    """The prompt at the start of a line and what was typed after it; None when the line has no prompt."""
    found = _LINE.fullmatch(line.strip())
    if found is None or _PROSE.match(line):
        return None
    return Entry(found["prompt"], found["typed"].strip())
