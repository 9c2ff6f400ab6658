"""Whether a page was opened anew by its address, so that what it shows comes from its site."""

from collections.abc import Mapping
from typing import Any

from worker.execution.guard.page import Page
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.tool_calls import acts_on_page, browser_tool, text_of


class Opening:
    """Tells a page that was loaded from one that only another place of was gone to.

    An address with a fragment may load nothing, one of a file loads no page, and a page can ask to stay. Only
    the references of the next snapshot tell: those of a document that was loaded have another beginning.
    """

    def __init__(self) -> None:
        self._document: str | None = None  #: of the page that was seen last
        self._may_load = False
        self._is_open = False

    def begins(self, tool: str, given: Mapping[str, Any], page: PageInSight) -> None:
        """Take note of a call: any other act may lead somewhere else again."""
        if acts_on_page(tool, given):
            self._is_open = False
            # Of a page that was not looked at nobody knows whether it is another place of the same.
            is_certain = page.page_url is not None or "#" not in text_of(given, "url")
            self._may_load = browser_tool(tool) == "navigate" and is_certain

    def succeeds(self) -> None:
        """Take note that the browser went to an address."""
        self._is_open = self._may_load

    def sees(self, page: Page) -> bool:
        """Take note that a page is seen; return whether it was opened anew since the last one."""
        is_another = bool(page.document) and page.document != self._document
        anew, self._is_open = self._is_open and is_another, False
        self._document = page.document
        return anew
