"""What an agent has put into pages itself: until a site took it and showed it again, it proves nothing."""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote_plus

from worker.execution.guard.own_words import Said
from worker.execution.guard.wording import pieces_of
from worker.execution.tool_calls import browser_tool, entries_of, presses, submits, text_of

_TYPES = frozenset({"fill_form", "press_key", "type"})
_HOST = re.compile(r"^[a-z]+://[^/]*")
_MAY_SUBMIT = frozenset({"click", "handle_dialog", "navigate", "navigate_back"})


class OwnInput:
    """Remembers what an agent typed where, and which addresses it made up."""

    def __init__(self, planned_urls: Collection[str] = ()) -> None:
        self._planned_urls = frozenset(planned_urls)
        self._not_submitted: set[str] = set()  #: pieces of what was typed
        self._typed_at: set[str] = set()  #: addresses of pages whose fields may hold what was typed
        self._typed_at_next = False  #: likewise the page that is seen next: nobody knew which it was
        self._made_up: set[str] = set()  #: addresses

    def begins(self, tool: str, given: Mapping[str, Any], page_url: str | None) -> None:
        """Take note of a call on the page at `page_url`, if that is known."""
        name = browser_tool(tool)
        if name in _MAY_SUBMIT:
            self._not_submitted.clear()
        if name in _TYPES:
            self._type(tool, given, page_url)
        if name in {"navigate", "tabs"}:
            self._go_to(text_of(given, "url"))

    def loads(self, url: str) -> None:
        """Take note that a page was opened by its address: its fields are as the site fills them in."""
        self._typed_at.discard(_without_fragment(url))
        self._typed_at_next = False

    def sees(self, page_url: str) -> None:
        """Take note that a page is seen."""
        if self._typed_at_next:
            self._typed_at.add(_without_fragment(page_url))
            self._typed_at_next = False

    def fills_fields_of(self, page_url: str) -> bool:
        """Whether what stands in the fields of a page may be what the agent typed."""
        return _without_fragment(page_url) in self._typed_at

    def repeated_by(self, page_url: str) -> Said:
        """Return what a page may only repeat: what no site has taken yet, and what its address says."""
        return Said({}, 0, frozenset(self._not_submitted | set(pieces_of(self._said_by_address(page_url)))))

    def _type(self, tool: str, given: Mapping[str, Any], page_url: str | None) -> None:
        if page_url is None:
            self._typed_at_next = True
        else:
            self._typed_at.add(_without_fragment(page_url))
        if submits(given) or presses(given):
            self._not_submitted.clear()
        else:
            self._not_submitted.update(
                piece for entry in entries_of(tool, given) for piece in pieces_of(entry.text)
            )

    def _go_to(self, url: str) -> None:
        if url and url not in self._planned_urls:
            self._made_up.add(_without_fragment(url))

    def _said_by_address(self, page_url: str) -> str:
        if page_url in self._planned_urls:
            return ""
        path, _, asked = page_url.partition("?") if "?" in page_url else page_url.partition("#")
        made_up = _without_fragment(page_url) in self._made_up
        return unquote_plus(f"{_HOST.sub('', path) if made_up else ''} {asked}")


def _without_fragment(url: str) -> str:
    """Return an address without what only leads to another place of the same page. It may be any text."""
    return url.partition("#")[0]
