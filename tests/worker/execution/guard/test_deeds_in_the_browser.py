"""What the real browser tells of forms, links, lists and what is gone is what the guard goes by."""

import pytest

from tests.worker.execution.browser_server import Browser
from tests.worker.execution.guard.hostile import Pages, judged
from tests.worker.execution.pages import TOOL
from worker.execution.guard.judgement import JudgementKind

CHECKOUT = """
<form id=order><div><label>Quantity <input value=1></label> <button type=button>+</button></div></form>
<label>City <input></label><label>Find <input type=search></label>
<a href="/delete?id=1&confirm=yes">more</a>
<select aria-label=Act><option value=a>Export<option value=b>Delete all</select>
<footer><button form=order>Place order</button></footer>
"""


@pytest.fixture
def checkout(browser: Browser, pages: Pages) -> Browser:
    pages.html["checkout"] = CHECKOUT
    browser.open(pages.url("checkout"))
    return browser


@pytest.mark.parametrize(
    ("field", "kind"),
    [("Quantity", JudgementKind.ASK), ("City", JudgementKind.ASK), ("Find", JudgementKind.ALLOW)],
)
def test_enter_in_a_field_is_asked_about_unless_it_searches(
    checkout: Browser, field: str, kind: JudgementKind
) -> None:
    assert judged(checkout, "type", target=checkout.ref(field), text="1", submit="true") is kind


def test_a_link_is_judged_by_its_address(checkout: Browser) -> None:
    assert judged(checkout, "click", target=checkout.ref("more")) is JudgementKind.ASK


@pytest.mark.parametrize(("value", "kind"), [("Export", JudgementKind.ALLOW), ("b", JudgementKind.ASK)])
def test_a_choice_is_judged_by_what_the_list_shows(
    checkout: Browser, value: str, kind: JudgementKind
) -> None:
    assert judged(checkout, "select_option", target=checkout.ref("Act"), values=[value]) is kind


def test_what_is_not_there_any_more_is_told_apart(checkout: Browser) -> None:
    given = {"target": "e99"}
    checkout.sight.begins(f"{TOOL}click", given)
    checkout.use("click", **given)
    assert checkout.sight.nothing_happened
