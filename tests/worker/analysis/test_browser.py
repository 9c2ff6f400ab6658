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


class _Bar(AddressBar):
    """An address bar that says one address after the other."""

    def __init__(self, *addresses: str) -> None:
        super().__init__(Reader(), 1.0)
        self._addresses = iter(addresses)

    def read(self, picture: Pixels) -> str | None:
        return next(self._addresses)

    def tabs(self, picture: Pixels) -> Tabs | None:
        return None


def _another_page(at: float) -> Scene:
    before, after = Picture(at - 0.1, blank()), Picture(at + 0.3, blank() // 2)
    change = Change(ChangeKind.OTHER, at - 0.1, at, at, at + 0.3, (_SCREEN,), _SCREEN)
    return Scene(change, (before, before, after), PointerTrack(1.0))


def test_an_address_whose_scheme_was_read_otherwise_is_the_same_place() -> None:
    browser = Browser(_Bar("http://quince.test/a", "https://quince.test/a"), blank())

    browser.look(_another_page(1.0))

    assert not browser.just_went


def test_one_goes_back_to_the_address_before_however_its_scheme_was_read() -> None:
    bar = _Bar("http://quince.test/a", "http://quince.test/b", "https://quince.test/a")
    browser = Browser(bar, blank())

    browser.look(_another_page(1.0))
    went = (browser.just_went, browser.went_back)
    browser.look(_another_page(2.0))

    assert went == (True, False)
    assert (browser.just_went, browser.went_back) == (True, True)
