"""What the browser server really writes about Orchard's pages, read as the practice model reads it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from models.plan import Action
from playground.loopback import serving
from playground.practice.finding import find
from playground.practice.snapshot import Page
from playground.site import create_site
from tests.playground.practice.browser import Browser, open_browser


def page_after(folder: Path, visit: Callable[[Browser], Awaitable[None]]) -> Page:
    """The page that a real browser shows after `visit` to Orchard."""

    async def look(port: int) -> Page:
        async with open_browser(folder, port) as browser:
            await visit(browser)
            return await browser.page()

    with serving(create_site(folder / "site")) as port:
        return asyncio.run(look(port))


async def _open(browser: Browser, path: str = "/login") -> None:
    await browser.call("browser_navigate", url=f"http://orchard.test{path}")


async def _act(browser: Browser, tool: str, action: Action, label: str, **more: str) -> None:
    element = find(await browser.page(), action, label)
    assert element is not None
    await browser.call(tool, target=element.ref, **more)


async def _sign_in(browser: Browser, typed: str = "ORCHARD_PASSWORD") -> None:
    await _open(browser)
    await _act(browser, "browser_type", Action.TYPE, "Email", text="dana@orchard.test")
    await _act(browser, "browser_type", Action.TYPE, "Password", text=typed)
    await _act(browser, "browser_click", Action.CLICK, "Sign in")


def test_the_sign_in_page_has_its_fields_and_its_button(tmp_path: Path) -> None:
    page = page_after(tmp_path, _open)

    assert (page.url, page.title) == ("http://orchard.test/login", "Sign in - Orchard")
    assert [str(each) for each in page.elements if each.role in {"textbox", "button"}] == [
        "textbox “Email”",
        "textbox “Password”",
        "button “Sign in”",
    ]
    assert page.alerts == ()


def test_a_refused_sign_in_is_heard_as_an_alert(tmp_path: Path) -> None:
    async def visit(browser: Browser) -> None:
        await _sign_in(browser, typed="wrong")

    assert page_after(tmp_path, visit).alerts == (
        "That email and password do not match. Check both and try again.",
    )


def test_the_order_form_tells_its_lists_boxes_and_what_was_typed(tmp_path: Path) -> None:
    async def visit(browser: Browser) -> None:
        await _sign_in(browser)
        await _open(browser, "/orders/new")
        await _act(browser, "browser_type", Action.TYPE, "Note", text='Say: "hi" - to #1 & [me]')

    page = page_after(tmp_path, visit)

    product, gift = find(page, Action.SELECT, "Product"), find(page, Action.CHECK, "Gift wrap")
    note = find(page, Action.TYPE, "Note")
    assert product is not None
    assert (product.text, product.options[1]) == ("Choose a product", "Bramley apples")
    assert gift is not None
    assert "checked" not in gift.flags
    assert note is not None
    assert (note.text, "active" in note.flags) == ('Say: "hi" - to #1 & [me]', True)
