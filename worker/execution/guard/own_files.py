"""What stands in files that an agent made: a page to which one is given may show it before it is sent."""

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any

from worker.execution.guard.reading import only_reads
from worker.execution.tool_calls import BASH, EDIT, WRITE, text_of

_LONGEST = 2_000_000  # characters that are remembered
_MOST_TEXTS = 5_000  # of one upload
_LINE = re.compile(r"\n|\\n|\r")
_CELL = re.compile(r"[,;:|\t={}\[\]\"'<>]+|\\n|\n|\r")


class OwnFiles:
    """Remembers what was written to files, and the commands that may have written any."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}  #: by the last part of their path
        self._commands: list[str] = []
        self._length = 0

    def hear(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call."""
        name, command = posixpath.basename(text_of(given, "file_path")), text_of(given, "command")
        written = {WRITE: "content", EDIT: "new_string"}.get(tool)
        if tool == BASH and not only_reads(command):
            self._length += len(command)
            self._commands.append(command)
        elif written and name:
            self._length += len(text_of(given, written))
            before = self._contents.get(name, "") if tool == EDIT else ""
            self._contents[name] = f"{before}\n{text_of(given, written)}"

    def texts_in(self, names: Collection[str]) -> list[str] | None:
        """Return the lines and cells of files that are uploaded, as far as the agent wrote or printed them.

        That is also what stands in commands and in files of its own that name one. None: it may be anything.
        """
        if self._length > _LONGEST:
            return None
        said = "\n".join(self._said_for(names))
        texts = dict.fromkeys(part.strip() for part in (*_LINE.split(said), *_CELL.split(said)))
        return list(filter(None, texts)) if len(texts) <= _MOST_TEXTS else None

    def _said_for(self, names: Collection[str]) -> Collection[str]:
        """Return what stands in these files and in what names one, and so on with files that this names."""
        found: dict[str, None] = {}
        sought = list(names)
        while sought:
            name = sought.pop()
            texts = (text for text in (*self._commands, *self._contents.values()) if name in text)
            more = dict.fromkeys((*texts, self._contents.get(name, "")))
            new = [text for text in more if text not in found]
            found |= dict.fromkeys(new)
            sought += [other for other in self._contents if any(other in text for text in new)]
        return found
