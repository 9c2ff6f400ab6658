"""The real browser, and a site for it whose pages a test writes."""

from collections.abc import Iterator

import pytest

from playground.loopback import serving
from tests.worker.execution.browser_server import Browser, browsing
from tests.worker.execution.guard.hostile import SECRET, Pages


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Pages]]:
    pages = Pages()
    folder = tmp_path_factory.mktemp("browser")
    with serving(pages.app()) as port, browsing(folder, {"SITE_PASSWORD": SECRET}) as browser:
        pages.port = port
        yield browser, pages


@pytest.fixture
def browser(server: tuple[Browser, Pages]) -> Browser:
    browser = server[0]
    while "- 1:" in browser.use("tabs", action="list"):
        browser.use("tabs", action="close", index=1)
    return browser


@pytest.fixture
def pages(server: tuple[Browser, Pages]) -> Pages:
    pages = server[1]
    pages.html.clear()
    pages.heard.clear()
    pages.whither = ""
    return pages
