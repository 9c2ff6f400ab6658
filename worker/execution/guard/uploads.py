"""Files that an agent hands to a page, as a person is told of them."""

import posixpath
from collections.abc import Mapping
from typing import Any

from worker.execution.guard.elements import Filled
from worker.execution.tool_calls import browser_tool

_LABEL = "Uploaded in this run"


def uploads_of(tool: str, given: Mapping[str, Any]) -> tuple[Filled, ...]:
    """Return the files that a call uploads, each by its name; none if it is no upload."""
    paths = given.get("paths") if browser_tool(tool) == "file_upload" else None
    named = paths if isinstance(paths, list) else []
    return tuple(Filled(_LABEL, posixpath.basename(str(path))) for path in named)
