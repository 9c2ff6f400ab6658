"""What the browser server really writes about Orchard's pages, read as the practice model reads it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from models.plan import Action
from playground.loopback import serving
from playground.practice.finding import find
from playground.practice.snapshot import Page, read_page
from playground.site import create_site
from tests.playground.practice.browser import Browser, open_browser

Visit = Callable[[Browser, str], Awaitable[None]]


def page_after(folder: Path, visit: Visit) -> Page:
    """The page that a real browser shows after `visit` to Orchard at the given address."""

    async def look(address: str) -> Page | None:
        async with open_browser(folder) as browser:
            await visit(browser, address)
            return read_page(await browser.call("snapshot"))

    with serving(create_site(folder / "site")) as port:
        page = asyncio.run(look(f"http://127.0.0.1:{port}"))
    assert page is not None
    return page


async def _open(browser: Browser, address: str) -> None:
    await browser.call("navigate", url=f"{address}/login")


async def _sign_in(browser: Browser, address: str, typed: str = "ORCHARD_PASSWORD") -> None:
    await _open(browser, address)
    page = read_page(await browser.call("snapshot"))
    assert page is not None
    for label, text in (("Email", "dana@orchard.test"), ("Password", typed)):
        field = find(page, Action.TYPE, label)
        assert field is not None
        await browser.call("type", target=field.ref, text=text)
    button = find(page, Action.CLICK, "Sign in")
    assert button is not None
    await browser.call("click", target=button.ref)


def test_the_sign_in_page_has_its_fields_and_its_button(tmp_path: Path) -> None:
    page = page_after(tmp_path, _open)

    assert page.title == "Sign in - Orchard"
    assert [str(each) for each in page.elements if each.role in {"textbox", "button"}] == [
        "textbox “Email”",
        "textbox “Password”",
        "button “Sign in”",
    ]
    assert page.alerts == ()


def test_a_refused_sign_in_is_heard_as_an_alert(tmp_path: Path) -> None:
    async def visit(browser: Browser, address: str) -> None:
        await _sign_in(browser, address, typed="wrong")

    assert page_after(tmp_path, visit).alerts == (
        "That email and password do not match. Check both and try again.",
    )


def test_the_order_form_tells_its_lists_boxes_and_what_was_typed(tmp_path: Path) -> None:
    async def visit(browser: Browser, address: str) -> None:
        await _sign_in(browser, address)
        await browser.call("navigate", url=f"{address}/orders/new")
        page = read_page(await browser.call("snapshot"))
        assert page is not None
        note = find(page, Action.TYPE, "Note")
        assert note is not None
        await browser.call("type", target=note.ref, text='Say: "hi" - to #1 & [me]')

    page = page_after(tmp_path, visit)

    product, gift = find(page, Action.SELECT, "Product"), find(page, Action.CHECK, "Gift wrap")
    note = find(page, Action.TYPE, "Note")
    assert product is not None
    assert (product.text, product.options[1]) == ("Choose a product", "Bramley apples")
    assert gift is not None
    assert "checked" not in gift.flags
    assert note is not None
    assert (note.text, "active" in note.flags) == ('Say: "hi" - to #1 & [me]', True)
