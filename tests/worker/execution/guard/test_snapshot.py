"""Page snapshots, of which a page writes a good part."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worker.execution.pages import URL, snapshot
from worker.execution.guard.elements import Element
from worker.execution.guard.page import Page
from worker.execution.guard.snapshot import read_page


def page_of(*lines: str) -> Page:
    page = read_page(snapshot(*lines))
    assert page
    return page


@pytest.mark.parametrize(
    ("line", "element"),
    [
        ('- button "Save" [ref=e3] [cursor=pointer]', Element("button", "Save")),
        ('- link "Orders" [ref=e3]:', Element("link", "Orders")),
        ("- paragraph [ref=e3]: Total", Element("paragraph", "", "Total")),
        (
            '- paragraph [ref=e3]: "Total: $5 \\"net\\" \\x7f"',
            Element("paragraph", "", 'Total: $5 "net" \x7f'),
        ),
        ("- 'button \"it''s: 5\" [ref=e3]'", Element("button", "it's: 5")),
        ('- \'button "a \\"b\\" {c}" [ref=e3]\': d', Element("button", 'a "b" {c}', "d")),
    ],
)
def test_a_line_tells_role_name_and_text(line: str, element: Element) -> None:
    assert page_of(line).element("e3") == element


def test_a_click_on_what_stands_in_a_control_hits_the_control() -> None:
    page = page_of('- button "Next" [ref=e3]:', "  - img [ref=e4]", "  - generic [ref=e5]: Delete all")
    assert page.element("e5") == page.element("e4") == Element("button", "Next", "Delete all")


def test_whatever_shows_a_pointing_hand_is_a_control() -> None:
    page = page_of("- generic [ref=e3] [cursor=pointer]:", "  - img [ref=e4]", "  - text: Delete")
    assert page.element("e4") == Element("generic", "", "Delete")


def test_what_stands_beside_a_control_is_not_in_it() -> None:
    page = page_of('- button "Delete" [ref=e3]', "- generic [ref=e4]: Notes")
    assert page.element("e4") == Element("generic", "", "Notes")


def test_the_controls_within_a_part_of_a_page_are_known() -> None:
    page = page_of("- main [ref=e2]:", '  - button "Pay" [ref=e3]', '- button "Help" [ref=e4]')
    assert list(page.controls_within("e2")) == [Element("button", "Pay")]


def test_a_link_is_not_called_by_its_address() -> None:
    page = page_of('- link "Orders" [ref=e3]:', "  - /url: /delete", "  - text: All orders")
    element = page.element("e3")
    assert element == Element("link", "Orders", "All orders", "/delete")
    assert element.labels == ("Orders", "All orders")


def test_what_is_in_a_frame_is_not_the_pages_own() -> None:
    page = page_of(
        "- iframe [ref=f1e2]:", '  - textbox "Password" [ref=f2e1]', '- textbox "Password" [ref=f1e3]'
    )
    assert not page.is_its_own("f2e1")
    assert page.is_its_own("f1e3")
    assert not page.is_its_own("e3")


@pytest.mark.parametrize(
    "result",
    [
        "",
        "### Result\n" + snapshot('- button "Send" [ref=e3]'),
        "\n" + snapshot('- button "Send" [ref=e3]'),
        '### Page\n- Page URL: https://x\n### Modal state\n- ["alert"]\n' + snapshot(),
        "### Page\n- Page URL: https://x\n### Snapshot\n- [Snapshot](page.yml)",
        "### Page\n- Page URL: https://x\n### Snapshot\n```yaml\n- button",
        snapshot('- button "Send" [ref=e3]', "a page's own line"),
    ],
)
def test_what_is_not_a_snapshot_from_its_beginning_on_is_none(result: str) -> None:
    assert read_page(result) is None


def test_what_follows_the_snapshot_is_not_of_the_page() -> None:
    page = read_page(snapshot('- button "Send" [ref=e3]') + '\n### Events\n- button "Next" [ref=e3]')
    assert page
    assert page.element("e3") == Element("button", "Send")


@given(st.text(alphabet=st.characters(exclude_characters="\n", exclude_categories=["Cs"])))
def test_no_title_changes_the_address(title: str) -> None:
    told = snapshot('- button "Send" [ref=e3]').replace("- Page Title: Orchard", f"- Page Title: {title}")
    page = read_page(told)
    assert page
    assert page.url == URL
    assert page.element("e3") == Element("button", "Send")


@given(st.text())
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    read_page(text)
    read_page(snapshot(f"- {text}", f"  - {text}: {text}"))


def test_huge_and_deep_pages_take_bounded_time() -> None:
    began = time.monotonic()
    deep = page_of(*(f"{'  ' * depth}- generic [ref=e{depth}]:" for depth in range(1500)))
    deep.element("e1499")
    wide = page_of("- main [ref=e0]:", *(f"  - button [ref=e{number}]: x" for number in range(1, 50_000)))
    assert sum(1 for _ in wide.controls_within("e0")) == 49_999
    quotes = page_of("- 'button \"" + "''" * 500_000, '- button "' + "\\\\" * 500_000)
    assert not quotes.filled_in({})
    assert read_page(snapshot("- text: " + "x" * 8_000_000)) is None
    assert time.monotonic() - began < 20
