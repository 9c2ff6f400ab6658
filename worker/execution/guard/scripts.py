"""Files that an agent wrote: to run one is to do what stands in it."""

import posixpath
from collections.abc import Mapping
from typing import Any

from worker.execution.guard.reading import only_reads
from worker.execution.tool_calls import EDIT, WRITE, text_of

_LONGEST = 200_000  # characters of one file that are read


class Scripts:
    """Remembers what was written with the tools for files; a command that writes one is judged itself."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}  #: by the last part of their path

    def hear(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call."""
        name = posixpath.basename(text_of(given, "file_path"))
        if tool == WRITE and name:
            self._contents[name] = text_of(given, "content")[:_LONGEST]
        if tool == EDIT and name:
            more = text_of(given, "new_string")
            self._contents[name] = f"{self._contents.get(name, '')}\n{more}"[-_LONGEST:]

    def run_by(self, command: str) -> str:
        """Return the contents of all files that a command names, unless it only reads them."""
        if only_reads(command):
            return ""
        return "\n".join(content for name, content in self._contents.items() if name in command)
