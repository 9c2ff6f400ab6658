"""In the real browser: what is typed for a credential's name goes where it belongs and nowhere else."""

import pytest

from tests.waiting import wait_for
from tests.worker.execution.browser_server import Browser
from tests.worker.execution.guard.hostile import FIELD, SECRET, Pages, judged
from worker.execution.guard.judgement import JudgementKind


@pytest.mark.parametrize("tool", ["type", "fill_form"])
def test_a_value_is_typed_for_its_name(browser: Browser, pages: Pages, tool: str) -> None:
    pages.html["login"] = FIELD
    browser.open(pages.url("login"))
    target = browser.ref("Password")
    if tool == "type":
        browser.use(tool, target=target, text="SITE_PASSWORD")
    else:
        entry = {"name": "P", "type": "textbox", "target": target, "value": "SITE_PASSWORD"}
        browser.use(tool, fields=[entry])
    wait_for(lambda: any(SECRET in url for url in pages.heard), "the value", 10)


def test_a_value_is_put_in_by_no_other_tool_and_for_no_part_of_a_text(browser: Browser, pages: Pages) -> None:
    """What Pinning looks at is all there is: a browser server that does so elsewhere must fail here."""
    pages.html["login"] = (
        f"{FIELD}<label>List <select><option>SITE_PASSWORD</select></label>"
        "<button onclick=\"fetch('/heard?' + prompt())\">Ask</button>"
    )
    browser.open(pages.url("login?SITE_PASSWORD"))
    target = browser.ref("Password")
    browser.use("type", target=target, text="my SITE_PASSWORD")
    browser.use("type", target=target, text="SITE_PASSWORD\n", slowly=True)
    browser.use("press_key", key="SITE_PASSWORD")
    browser.use("select_option", target=browser.ref("List"), values=["SITE_PASSWORD"])
    browser.use("click", target=browser.ref("Ask"))
    browser.use("handle_dialog", accept=True, promptText="SITE_PASSWORD")
    wait_for(lambda: pages.heard[-1].endswith("?SITE_PASSWORD"), "the prompt's answer", 10)
    assert any("my%20SITE_PASSWORD" in url for url in pages.heard)
    assert not any(SECRET in url for url in pages.heard)


def test_a_page_that_moves_to_another_host_does_not_take_the_value_along(
    browser: Browser, pages: Pages
) -> None:
    """A reference belongs to one document: even an act that was let through cannot follow the page."""
    asks = "fetch('/whither').then(told => told.text()).then(url => url && location.assign(url))"
    pages.html["moving"] = f"{FIELD}<script>setInterval(() => {asks}, 50)</script>"
    pages.html["caught"] = FIELD * 50
    browser.open(pages.url("moving"))
    target = browser.ref("Password")
    assert judged(browser, "type", target=target, text="SITE_PASSWORD") is JudgementKind.ALLOW

    pages.whither = pages.url("caught", "localhost")
    wait_for(lambda: pages.whither in pages.heard, "the page to move", 10)
    told = browser.use("type", target=target, text="SITE_PASSWORD")

    assert "not found" in told
    assert "caught" in browser.look()
    assert not any(SECRET in url for url in pages.heard)


def test_a_password_field_after_a_second_page_is_still_the_pages_own(browser: Browser, pages: Pages) -> None:
    pages.html["first"] = "<a href=/second>Sign in</a>"
    pages.html["second"] = f'{FIELD}<iframe srcdoc="<label>Other <input></label>"></iframe>'
    browser.open(pages.url("first"))
    browser.use("click", target=browser.ref("Sign in"))
    own, framed = browser.ref("Password"), browser.ref("Other")
    assert judged(browser, "type", target=own, text="SITE_PASSWORD") is JudgementKind.ALLOW
    assert judged(browser, "type", target=framed, text="SITE_PASSWORD") is JudgementKind.DENY


def test_a_tab_that_may_close_itself_gets_nothing_secret(browser: Browser, pages: Pages) -> None:
    pages.html["opener"] = f"{FIELD}<button onclick=window.open('/popup')>Open</button>"
    pages.html["popup"] = FIELD
    browser.open(pages.url("opener", "localhost"))
    browser.use("click", target=browser.ref("Open"))
    browser.use("tabs", action="select", index=1)
    target = browser.ref("Password")
    assert judged(browser, "type", "localhost", target=target, text="SITE_PASSWORD") is JudgementKind.DENY
