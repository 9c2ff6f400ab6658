"""Addresses that lead to the same place."""

import pytest

from tests.worker.execution.pages import URL, snapshot
from worker.execution.guard.places import SeenLinks, place_of
from worker.execution.guard.snapshot import read_page

LEAVE = "https://orchard.test/x?id=7"
SAME = [
    *(f"{LEAVE}#", f"{LEAVE}&", f" {LEAVE} ", "http://orchard.test/x?id=7", "HTTPS://Orchard.TEST./x?id=7"),
    *("https://orchard.test:443/x?id=7", "https://me@orchard.test/x?&id=7", "orchard.test/x?id=7"),
    *(
        "https:\\\\orchard.test\\x?id=7",
        "https://orchard.test/a/../x/?%69d=7",
        "https://orchard.test/\tx?id=7",
    ),
]


@pytest.mark.parametrize("url", SAME, ids=ascii)
def test_an_address_is_the_same_however_it_is_spelt(url: str) -> None:
    assert place_of(url) == place_of(LEAVE)


@pytest.mark.parametrize("url", [f"{LEAVE}&now=1", f"{LEAVE}#top"])
def test_more_in_an_address_asks_for_the_place_all_the_same(url: str) -> None:
    place, leave = place_of(url), place_of(LEAVE)
    assert place is not None
    assert leave is not None
    assert place.answers(leave)
    assert not leave.answers(place)


@pytest.mark.parametrize(
    "url", ["https://orchard.test/x?id=8", "https://orchard.test/x/y", "https://a.test/x?id=7"]
)
def test_another_address_is_another_place(url: str) -> None:
    place, leave = place_of(url), place_of(LEAVE)
    assert place is not None
    assert leave is not None
    assert not place.answers(leave)


@pytest.mark.parametrize("url", ["", None, "mailto:a@b.test", "javascript:go()", "https://[x/"])
def test_what_is_no_address_of_a_page_is_no_place(url: str | None) -> None:
    assert place_of(url, URL) is None


def test_links_are_known_by_where_they_led_though_the_page_has_gone() -> None:
    links = SeenLinks()
    for label in ("Leave", "Out"):
        page = read_page(snapshot(f'- link "{label}" [ref=e1]:', "  - /url: /x?id=7"))
        assert page is not None
        links.see(page)
    place = place_of(LEAVE)
    assert place is not None
    assert [link.name for link in links.leading_to(place)] == ["Leave", "Out"]


def test_a_link_to_its_own_page_leads_nowhere() -> None:
    links, here = SeenLinks(), place_of(URL)
    page = read_page(snapshot('- link "Delete" [ref=e1]:', '  - /url: "#"'))
    assert page is not None
    assert here is not None
    links.see(page)
    assert links.leading_to(here) == ()
