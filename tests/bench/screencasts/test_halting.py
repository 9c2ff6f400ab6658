"""The hand that halts while it types."""

import pytest

from bench.screencasts.halting import HaltingHand
from playground.recording.hand import Hand

TEXT = "Open the damper first, then the lid of the stove."


class _Keys:
    """What reached the keyboard, and what stands there after it."""

    def __init__(self) -> None:
        self.shown = ""
        self.taken_back = 0

    def write(self, text: str) -> None:
        assert not text.startswith("-")
        self.shown += text

    def press(self, key: str) -> None:
        assert key == "BackSpace"
        self.shown = self.shown[:-1]
        self.taken_back += 1


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> _Keys:
    keys = _Keys()
    monkeypatch.setattr(Hand, "_do", lambda *_: None)
    monkeypatch.setattr(Hand, "rest", lambda *_: None)
    monkeypatch.setattr(Hand, "write", keys.write)
    monkeypatch.setattr(Hand, "press", keys.press)
    return keys


@pytest.mark.parametrize("seed", [1, 2, 3], ids="seed-{}".format)
def test_a_long_text_has_slips_and_is_right_in_the_end(keys: _Keys, seed: int) -> None:
    HaltingHand(":0", seed).write(TEXT)

    assert keys.shown == TEXT
    assert keys.taken_back


def test_a_short_text_has_no_slip(keys: _Keys) -> None:
    HaltingHand(":0", 1).write("7.5")

    assert keys.shown == "7.5"
    assert not keys.taken_back


def test_no_burst_begins_with_the_dash_of_an_option(keys: _Keys) -> None:
    HaltingHand(":0", 1).write("ls -lh --all -r - -x")

    assert keys.shown == "ls -lh --all -r - -x"
