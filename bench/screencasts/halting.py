"""A hand that types unevenly and takes mistakes back; an actor who edits in place and carries values over."""

from dataclasses import dataclass
from itertools import pairwise

from bench.screencasts.actor import Actor
from bench.screencasts.cues import PageCue
from playground.recording.hand import Hand

_BURST = (2, 6)  #: letters without a pause
_MISTAKE_EVERY = 23  #: letters, so that short texts have none
_SLIP = "j"


@dataclass(frozen=True, slots=True)
class Overwrite:
    """Type over what is selected in the field `label`, which has the keyboard already."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Copy all of the field `source` and paste it, `text`, into the field `target`."""

    source: str
    target: str
    text: str


HaltingCue = PageCue | Overwrite | CarryOver


class HaltingHand(Hand):
    """Types three to nine keys a second, in bursts, with a slip now and then that is taken back."""

    def write(self, text: str) -> None:
        for start, end in pairwise(self._cuts(text)):
            super().write(text[start:end])
            self.rest(0.02, 0.25)
            if start // _MISTAKE_EVERY < end // _MISTAKE_EVERY and end < len(text):
                self._slip()

    def _cuts(self, text: str) -> list[int]:
        """Return where bursts end; none begins with a dash, which xdotool would take for an option."""
        cuts = [0]
        while cuts[-1] < len(text):
            end = min(len(text), cuts[-1] + self._random.randint(*_BURST))
            cuts.append(end + len(text[end:]) - len(text[end:].lstrip("-")))
        return cuts

    def _slip(self) -> None:
        super().write(_SLIP)
        self.rest(0.3, 0.6)
        self.press("BackSpace")
        self.rest(0.15, 0.3)


class HaltingActor(Actor):
    """An actor who also edits in place and carries values over."""

    def attempt(self, cue: HaltingCue) -> None:
        match cue:
            case Overwrite():
                self._overwrite(cue)
            case CarryOver():
                self._carry_over(cue)
            case _:
                self.act(cue)
                return
        self._hand.rest(0.6, 1.0)

    def _overwrite(self, cue: Overwrite) -> None:
        start = self._clock.now()
        self._hand.write(cue.text)
        self._note("type", start, self._clock.now(), text=cue.text, target=cue.label)

    def _carry_over(self, cue: CarryOver) -> None:
        self._click_on(self._page.get_by_label(cue.source, exact=True), cue.source)
        self._hand.rest(0.4, 0.6)
        self._press("ctrl+a", "ctrl+a")
        self._hand.rest(0.3, 0.5)
        self._hand.press("ctrl+c")  # Nothing shows it, so it is not among the truths.
        self._hand.rest(0.3, 0.5)
        self._click_on(self._page.get_by_label(cue.target, exact=True), cue.target)
        self._hand.rest(0.4, 0.6)
        start = self._clock.now()
        self._hand.press("ctrl+v")
        self._note("type", start, self._clock.now(), text=cue.text, target=cue.target)
