"""Whether the real browser opened a page anew is what the guard goes by."""

from typing import Any

from tests.worker.execution.browser_server import Browser
from tests.worker.execution.guard.hostile import Pages
from tests.worker.execution.pages import TOOL, saw

PREVIEW = """
<label>Comment <input id=comment></label> <p id=preview></p>
<button onclick="preview.textContent = comment.value">Preview</button>
"""
ASKS_TO_STAY = "<script>onbeforeunload = event => event.preventDefault()</script>"


def does(browser: Browser, tool: str, **given: Any) -> None:
    """Use a tool like an agent whose call was let through."""
    browser.sight.begins(f"{TOOL}{tool}", given)
    browser.use(tool, **given)


def previews(browser: Browser, pages: Pages, page: str) -> None:
    pages.html["issue"] = page
    browser.open(pages.url("issue"))
    does(browser, "type", target=browser.ref("Comment"), text="Fixed in 4.2")
    does(browser, "click", target=browser.ref("Preview"))
    assert "paragraph" in browser.look()


def test_a_preview_proves_nothing_and_what_the_site_kept_does(browser: Browser, pages: Pages) -> None:
    previews(browser, pages, PREVIEW)
    assert not saw(browser.sight, "Fixed in 4.2")
    pages.html["issue"] = "<p>Fixed in 4.2</p><a href=/>Home</a>"
    does(browser, "navigate", url=pages.url("issue"))
    browser.look()
    assert saw(browser.sight, "Fixed in 4.2")


def test_another_place_of_a_page_is_not_the_page_opened_anew(browser: Browser, pages: Pages) -> None:
    previews(browser, pages, PREVIEW)
    does(browser, "navigate", url=pages.url("issue#end"))
    browser.look()
    assert not saw(browser.sight, "Fixed in 4.2")


def test_a_page_that_asks_to_stay_and_does_was_not_opened_anew(browser: Browser, pages: Pages) -> None:
    previews(browser, pages, f"{PREVIEW}{ASKS_TO_STAY}")
    does(browser, "navigate", url=pages.url("issue"))
    does(browser, "handle_dialog", accept=False)
    browser.look()
    assert not saw(browser.sight, "Fixed in 4.2")
    does(browser, "navigate", url=pages.url("other"))
    does(browser, "handle_dialog", accept=True)
