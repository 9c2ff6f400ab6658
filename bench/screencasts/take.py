"""What one filming leaves besides the film: what was done, what was not, and what was said."""

from dataclasses import dataclass, field

from bench.screencasts.cues import Say
from playground.recording.camera import Clock
from playground.recording.hand import Hand
from playground.recording.performer import Truth
from playground.recording.screen import Screen


@dataclass(slots=True)
class Take:
    """Notes to one film. Times are seconds into it."""

    truths: list[Truth] = field(default_factory=list)
    negatives: list[Truth] = field(default_factory=list)  #: times in which nothing was done
    narration: list[tuple[float, str]] = field(default_factory=list)


@dataclass(slots=True)
class Idling:
    """What a person does between the acts that count."""

    hand: Hand
    clock: Clock
    screen: Screen
    take: Take

    def wander(self) -> None:
        """Move the pointer over the screen and back towards its middle."""
        start = self.clock.now()
        for across, down in ((0.7, 0.6), (0.45, 0.5)):
            self.hand.point_at(int(self.screen.width * across), int(self.screen.height * down))
            self.hand.rest(0.4, 0.7)
        self.take.negatives.append({"t_start": start, "t_end": self.clock.now()})

    def say(self, cue: Say) -> None:
        self.take.narration.append((self.clock.now(), cue.words))
