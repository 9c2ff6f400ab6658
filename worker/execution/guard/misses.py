"""Acts that have certainly done nothing, as what they were for was not in the page any more."""

import re
from collections.abc import Mapping
from typing import Any

from worker.execution.tool_calls import acts_on_page, browser_tool, text_of

#: What the browser's server says then, before anything that a page may have written.
_NOT_THERE = re.compile(
    r"(?:### Error\s+)?(?:Error: )?Ref [a-z0-9]+ not found in the current page snapshot\."
)
#: A form that is filled in names several places, of which some may have been there.
_NAME_ONE_PLACE = frozenset({"click", "select_option", "type"})


class Misses:
    """Remembers whether the latest act was one."""

    def __init__(self) -> None:
        self._latest_act = "", ""  #: a tool and what it was used on
        self.is_latest = False

    def begins(self, tool: str, given: Mapping[str, Any], step: int | None) -> None:
        """Take note that a call is let happen, maybe as an act of a step."""
        if step is not None or acts_on_page(tool, given):
            self._latest_act = tool, text_of(given, "target")
            self.is_latest = False

    def hear(self, tool: str, given: Mapping[str, Any], result: str, *, failed: bool) -> None:
        """Take note of how a call came back."""
        missed = failed and browser_tool(tool) in _NAME_ONE_PLACE and _NOT_THERE.match(result)
        if missed and self._latest_act == (tool, text_of(given, "target")):
            self.is_latest = True
