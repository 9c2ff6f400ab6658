"""What is told of addresses into which forms and links put secrets."""

import numpy as np
import pytest

from tests.worker.analysis.factories import make_event
from worker.analysis.evidence import EventKind, Frame
from worker.analysis.frames import Picture
from worker.analysis.geometry import Box
from worker.analysis.secrecy.addresses import SecretAddresses

_SITE = "https://mill.test"
_ROW = Box(100, 40, 800, 30)
_TYPED = make_event(EventKind.TYPE, 5, label="Password", secret=True, url=f"{_SITE}/login")


def told_of(url: str) -> str | None:
    addresses = SecretAddresses([(0.0, url)], [], _ROW)
    return addresses.without(make_event(EventKind.CLICK, 1, url=url)).url


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?client_secret=hunter2&page=2", "?client_secret=…&page=2"),
        ("?page=2&api_key=hunter2", "?page=2&api_key=…"),
        ("#access_token=hunter2", "#access_token=…"),
        ("?X-Amz-Signature=abc", "?X-Amz-Signature=…"),
        ("?q=plums&sort=key", "?q=plums&sort=key"),
        ("?monkey=1&keyboard=de", "?monkey=1&keyboard=de"),
    ],
)
def test_a_parameter_is_secret_by_its_name(query: str, told: str) -> None:
    assert told_of(f"{_SITE}/orders{query}") == f"{_SITE}/orders{told}"


def test_who_signs_in_by_an_address_is_not_told() -> None:
    assert told_of("https://ana:hunter2@mill.test/orders") == "https://…@mill.test/orders"


def test_what_comes_of_a_page_that_took_a_secret_is_secret_whatever_it_is_called() -> None:
    came = f"{_SITE}/review?kw=hunter2"
    addresses = SecretAddresses([(0.0, f"{_SITE}/login"), (8.0, came), (12.0, _SITE)], [_TYPED], _ROW)
    assert addresses.without(make_event(EventKind.CLICK, 9, url=came)).url == f"{_SITE}/review?kw=…"


def test_pages_after_it_tell_what_they_are_about() -> None:
    later = f"{_SITE}/orders?page=2"
    seen = [(0.0, f"{_SITE}/login"), (8.0, f"{_SITE}/home"), (12.0, later)]
    addresses = SecretAddresses(seen, [_TYPED], _ROW)
    assert addresses.without(make_event(EventKind.CLICK, 13, url=later)).url == later


def test_an_address_is_covered_while_it_holds_a_secret() -> None:
    seen = [(0.0, _SITE), (8.0, f"{_SITE}/a?token=hunter2"), (12.0, _SITE)]
    addresses = SecretAddresses(seen, [], _ROW)
    pixels = np.zeros((100, 1000, 3), np.uint8)
    covered = [t for t in (2.0, 7.5, 9.0, 13.0) if addresses.found_in(Picture(t, pixels)) == [_ROW]]
    assert covered == [7.5, 9.0]


def test_what_was_typed_into_the_bar_and_what_pictures_show_is_told_without_it() -> None:
    url, told = f"{_SITE}/a?token=hunter2", f"{_SITE}/a?token=…"
    opened = make_event(EventKind.NAVIGATE, 3, text=url, url=url)
    addresses = SecretAddresses([(4.0, url)], [opened], _ROW)
    assert (addresses.without(opened).text, addresses.without(opened).url) == (told, told)
    frames = {"a.jpg": Frame(t=4.0, path="a.jpg", reason="end", url=url)}
    assert [frame.url for frame in addresses.without_in(frames)] == [told]
