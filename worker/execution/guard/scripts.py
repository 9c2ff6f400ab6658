"""Files that an agent wrote: to run one is to do what stands in it."""

import posixpath
from collections.abc import Mapping
from typing import Any

from models.irreversible_commands import command_looks_irreversible
from worker.execution.guard.reading import only_reads
from worker.execution.guard.running import WITHOUT_QUOTES, imported_by, runs_unnamed
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
        """Return the contents of all files that a command may run; empty if it only reads them.

        Of those which neither it nor what it runs names, only what cannot be taken back is returned.
        """
        if only_reads(command):
            return ""
        run = self._named_from(command)
        texts = [command, *(self._contents[name] for name in run)]
        unnamed = self._contents.keys() - run if any(map(runs_unnamed, texts)) else frozenset()
        run |= {name for name in unnamed if command_looks_irreversible(self._contents[name])}
        return "\n".join(content for name, content in self._contents.items() if name in run)

    def _named_from(self, command: str) -> set[str]:
        """Return the files that a command names, and those which these name in turn."""
        found: set[str] = set()
        texts = [command]
        while texts:
            more = self._named_in(texts.pop()) - found
            found |= more
            texts += [self._contents[name] for name in more]
        return found

    def _named_in(self, text: str) -> set[str]:
        said = f"{text}\n{text.translate(WITHOUT_QUOTES)}"
        imported = imported_by(text)
        return {name for name in self._contents if name in said or posixpath.splitext(name)[0] in imported}
