"""What an agent has put into pages itself: until one was opened anew and shows it, it proves nothing.

A page repeats what it is given in many ways, be it in the heading of a search, a preview or a last look
before an order is placed. Nothing in a snapshot tells that from what a site has taken and kept; a page that
is loaded anew no longer knows what was only given to the one before.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import unquote_plus

from worker.execution.guard.opening import Opening
from worker.execution.guard.own_files import OwnFiles
from worker.execution.guard.own_words import Said
from worker.execution.guard.page import Page
from worker.execution.guard.page_in_sight import PageInSight
from worker.execution.guard.put_in import PutIn, put_in_by
from worker.execution.guard.uploads import uploads_of
from worker.execution.guard.wording import comparable, pieces_of
from worker.execution.tool_calls import acts_on_page, browser_tool, text_of

_TYPES = frozenset({"fill_form", "press_key", "type"})
_LEADS_BACK = frozenset({"navigate_back", "tabs"})  # to pages that were not loaded since
_PASTES = frozenset({"Control+v", "ControlOrMeta+v", "Meta+v", "Shift+Insert"})
_LETTER = re.compile(r"(?:Shift\+)?(.)")  # as a key
_HOST = re.compile(r"^[a-z]+://[^/]*")


class OwnInput:
    """Remembers what an agent put in where, and which addresses it made up."""

    def __init__(self, planned_urls: Collection[str] = ()) -> None:
        self._planned_urls = frozenset(planned_urls)
        self._opening = Opening()
        self._files = OwnFiles()
        self._put_in_anything = False  #: since a page was opened anew
        self._put_in_anything_before = False
        self._put_in: set[str] = set()  #: since a page was opened anew
        self._put_in_before: set[str] = set()
        self._keys = ""  #: pressed one after the other
        self._pressed_any = False  #: since a page was opened anew
        self._typed_at: set[str] = set()  #: addresses of pages whose fields may hold what was typed
        self._typed_at_next = False  #: likewise the page that is seen next: nobody knew which it was
        self._made_up: set[str] = set()  #: addresses

    @property
    def put_in(self) -> PutIn:
        """What was put in since a page was opened anew, and may only be repeated."""
        return PutIn(frozenset(self._put_in), anything=self._put_in_anything)

    def recall(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of a call that may have left a file."""
        self._files.hear(tool, given)

    def begins(self, tool: str, given: Mapping[str, Any], page: PageInSight) -> None:
        """Take note of a call, and of the page before it."""
        if not acts_on_page(tool, given):
            return
        name = browser_tool(tool)
        self._opening.begins(tool, given, page)
        self._press(text_of(given, "key") if name == "press_key" else None)
        self._put_in.update(filter(None, map(comparable, (*put_in_by(tool, given, page), self._keys))))
        self._upload(tool, given)
        if name in _TYPES:
            self._type(page.page_url)
        if name in _LEADS_BACK or text_of(given, "key") in _PASTES:
            self._put_in |= self._put_in_before
            self._put_in_anything |= self._put_in_anything_before
        if name in {"navigate", "tabs"}:
            self._go_to(text_of(given, "url"))

    def opened(self) -> None:
        """Take note that the browser went to an address."""
        self._opening.succeeds()

    def sees(self, page: Page) -> None:
        """Take note that a page is seen: one that was opened anew is as its site fills it in."""
        if self._opening.sees(page):
            self._typed_at.discard(_without_fragment(page.url))
            self._put_in_before |= self._put_in
            self._put_in.clear()
            self._put_in_anything_before |= self._put_in_anything
            self._put_in_anything = False
            self._pressed_any = False
        else:
            self._sees_again(page)
        self._typed_at_next = False

    def fills_fields_of(self, page_url: str) -> bool:
        """Whether what stands in the fields of a page may be what the agent typed."""
        return _without_fragment(page_url) in self._typed_at

    def repeated_by(self, page_url: str) -> Said | None:
        """Return what a page may only repeat: what was put in, and what its address says; None: all of it."""
        if self._put_in_anything:
            return None
        return Said({}, 0, self.put_in.pieces | set(pieces_of(self._said_by_address(page_url))))

    def _sees_again(self, page: Page) -> None:
        """Take note of what stands in a page, if keys or what was put in before may have brought it there."""
        if self._typed_at_next:
            self._typed_at.add(_without_fragment(page.url))
        if self._put_in or self._pressed_any:
            self._put_in.update(map(comparable, page.entered()))

    def _upload(self, tool: str, given: Mapping[str, Any]) -> None:
        """Take note of what stands in files that a page is given: it may show them before they are sent."""
        texts = self._files.texts_in([file.value for file in uploads_of(tool, given)])
        self._put_in_anything |= texts is None
        self._put_in.update(map(comparable, texts or ()))

    def _press(self, key: str | None) -> None:
        """Take note of a key; None: what was done is something else."""
        self._pressed_any = self._pressed_any or key is not None
        if key == "Shift":
            return
        letter = _LETTER.fullmatch(" " if key == "Space" else key or "")
        self._keys = f"{self._keys}{letter[1]}" if letter else ""

    def _type(self, page_url: str | None) -> None:
        if page_url is None:
            self._typed_at_next = True
        else:
            self._typed_at.add(_without_fragment(page_url))

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
