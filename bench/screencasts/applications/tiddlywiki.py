"""TiddlyWiki: notes that open below one another, each with a row of icons."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from bench.screencasts.applications.application import Application
from bench.screencasts.applications.installing import Packages
from bench.screencasts.applications.operator import ClickOn, Part, WriteIn
from bench.screencasts.applications.serving import prepare, running
from playground.recording.actions import Visit
from playground.services.process import free_port


@contextmanager
def _serve(commands: Path, home: Path) -> Iterator[int]:
    port = free_port()
    program = commands / "tiddlywiki"
    prepare([program, "notes", "--init", "server"], home, {})
    with running([program, "notes", "--listen", f"port={port}"], port, home, {}) as served:
        yield served


def _title_field(page: Page) -> Locator:
    return page.locator("input.tc-titlebar")


def _tab(name: str) -> Part:
    return lambda page: page.get_by_role("tab", name=name, exact=True)


def _words(words: str) -> Part:
    return lambda page: page.get_by_text(words, exact=True)


TIDDLYWIKI = Application(
    Packages(node=("tiddlywiki@5.4.1",)),
    _serve,
    (
        Visit("tiddlywiki.test", then="GettingStarted"),
        ClickOn(_tab("More"), "More", then=_words("Orphans")),
        ClickOn(_words("Orphans"), "Orphans"),
        ClickOn(_tab("Tools"), "Tools", then=_words("new journal")),
        ClickOn(_words("new journal"), "new journal", then=_title_field),
        ClickOn(
            lambda page: page.get_by_title("Discard changes to this tiddler"),
            "",
            then=lambda page: page.get_by_text("Syncing Changes"),
        ),
        ClickOn(_words("new tiddler"), "new tiddler", then=_title_field),
        WriteIn(_title_field, "", "Spring inspection", reached="", over=True),
        WriteIn(lambda page: page.get_by_placeholder("tag name"), "tag name", "bees"),
        ClickOn(_words("add"), "add"),
        ClickOn(
            lambda page: page.get_by_title("Confirm changes to this tiddler"),
            "",
            then=_words("Spring inspection"),
        ),
        WriteIn(lambda page: page.get_by_role("searchbox"), "", "Welcome"),
        ClickOn(_tab("Recent"), "Recent"),
        ClickOn(_tab("Open"), "Open"),
        ClickOn(_words("close all"), "close all"),
    ),
)
