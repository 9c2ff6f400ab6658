"""The address in a browser, followed from change to change."""

from tests.worker.analysis.films import HEIGHT, WIDTH, blank
from worker.analysis.address_bar import AddressBar, Tabs
from worker.analysis.browser import Browser
from worker.analysis.frames import Picture, Pixels
from worker.analysis.geometry import Box
from worker.analysis.pointing.track import PointerTrack
from worker.analysis.reading import Reader
from worker.analysis.scene import Scene
from worker.analysis.settling.change import Change, ChangeKind

_SCREEN = Box(0, 0, WIDTH, HEIGHT)
_ADDRESS, _OUTLINE, _TITLE = Box(120, 44, 200, 14), Box(100, 38, 600, 26), Box(40, 12, 120, 16)


class _Bar(AddressBar):
    """An address bar that says one address after the other."""

    def __init__(self, *addresses: str | None) -> None:
        super().__init__(Reader(), 1.0)
        self._addresses = iter(addresses)

    def read(self, picture: Pixels) -> str | None:
        return next(self._addresses)

    def tabs(self, picture: Pixels) -> Tabs | None:
        return None


def _another_page(at: float) -> Scene:
    return _changed(at, _SCREEN)


def _changed(at: float, *boxes: Box) -> Scene:
    before, after = blank(), blank()
    for box in boxes:
        after[box.y : box.bottom, box.x : box.right] //= 2
    change = Change(ChangeKind.OTHER, at - 0.1, at, at, at + 0.3, boxes, boxes[0])
    views = (Picture(at - 0.1, before), Picture(at - 0.1, before), Picture(at + 0.3, after))
    return Scene(change, views, PointerTrack(1.0))


def _typed_into(bar: AddressBar) -> Browser:
    """A browser into whose bar an address was typed two seconds after the beginning."""
    browser = Browser(bar, blank())
    bar.line = _ADDRESS
    assert browser.is_busy(_changed(2.0, _OUTLINE, _ADDRESS))
    return browser


def test_an_address_whose_scheme_was_read_otherwise_is_the_same_place() -> None:
    browser = Browser(_Bar("http://quince.test/a", "https://quince.test/a"), blank())

    browser.look(_another_page(1.0))

    assert not browser.just_went


def test_an_address_of_which_a_letter_was_mistaken_for_one_that_looks_alike_is_the_same_place() -> None:
    browser = Browser(_Bar("http://quince.test/a?pageIndex=0", "http://quince.test/a?pagelndex=0"), blank())

    browser.look(_another_page(1.0))

    assert not browser.just_went
    assert browser.url == "http://quince.test/a?pageIndex=0"


def test_one_goes_back_to_the_address_before_however_its_scheme_was_read() -> None:
    bar = _Bar("http://quince.test/a", "http://quince.test/b", "https://quince.test/a")
    browser = Browser(bar, blank())

    browser.look(_another_page(1.0))
    went = (browser.just_went, browser.went_back)
    browser.look(_another_page(2.0))

    assert went == (True, False)
    assert (browser.just_went, browser.went_back) == (True, True)


def test_the_title_of_the_tab_tells_that_the_typed_address_opened() -> None:
    browser = _typed_into(_Bar(None, "http://quince.test/a", "http://quince.test/a"))

    assert browser.took_from_bar(_changed(3.0, _TITLE)) == (2.0, "http://quince.test/a")


def test_the_address_opened_is_the_one_typed_and_not_the_one_it_led_to() -> None:
    browser = _typed_into(_Bar(None, "https://quince.test/", "http://quince.test/sign-in"))

    assert browser.took_from_bar(_another_page(3.0)) == (2.0, "http://quince.test/")
    assert browser.url == "http://quince.test/sign-in"
