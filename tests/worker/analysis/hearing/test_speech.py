"""What is made of what a model recognises; the model is given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.analysis.hearing.model import Recogniser, Segment
from worker.analysis.hearing.sound import Sound
from worker.analysis.hearing.speech import recognise


@dataclass
class GivenWord:
    word: str
    start: float
    end: float


@dataclass
class GivenSegment:
    words: Sequence[GivenWord] | None
    avg_logprob: float = -0.3


@dataclass
class GivenModel:
    """Recognises what it is given."""

    segments: list[GivenSegment]
    read: int = 0

    def transcribe(self, audio: NDArray[np.float32], **_: object) -> tuple[Iterable[Segment], object]:
        return self._segments(), None

    def _segments(self) -> Iterable[GivenSegment]:
        for segment in self.segments:
            self.read += 1
            yield segment


def segment(text: str, start: float = 0.0, sure: float = -0.3) -> GivenSegment:
    """One segment in which every word takes half a second."""
    words = [GivenWord(f" {word}", start + n / 2, start + n / 2 + 0.5) for n, word in enumerate(text.split())]
    return GivenSegment(words, sure)


SOUND = Sound(np.zeros(16_000 * 60, np.float32), start=2.0)


def heard(*segments: GivenSegment, sound: Sound = SOUND) -> list[tuple[float, float, str]]:
    model: Recogniser = GivenModel(list(segments))
    return [(said.t_start, said.t_end, said.text) for said in recognise(sound, model, 10)]


def test_sentences_are_told_apart_with_times_of_the_video() -> None:
    assert heard(segment("I sign in. Then I order.")) == [(2, 3.5, "I sign in."), (3.5, 5, "Then I order.")]


def test_a_sentence_may_go_on_in_the_next_segment() -> None:
    assert heard(segment("I sign"), segment("in.", 1)) == [(2, 3.5, "I sign in.")]


def test_a_pause_ends_a_sentence() -> None:
    assert [text for _, _, text in heard(segment("I sign in"), segment("then I order", 5))] == [
        "I sign in",
        "then I order",
    ]


def test_what_the_model_is_not_sure_of_at_all_is_left_out() -> None:
    assert heard(segment("Thank you for watching.", sure=-1.04)) == []


def test_no_words_are_no_sentence() -> None:
    assert heard(GivenSegment(None)) == []


def test_a_sentence_ends_with_the_sound() -> None:
    short = Sound(np.zeros(16_000, np.float32), start=0)
    assert heard(segment("I sign in at last."), sound=short)[0][1] == 1.0


def test_work_ends_when_its_time_is_over() -> None:
    model = GivenModel([segment("One.", 0), segment("Two.", 5), segment("Three.", 10)])
    assert [said.text for said in recognise(SOUND, model, -1)] == ["One."]
    assert model.read == 1


def test_a_long_talk_is_heard_piece_by_piece_with_times_of_the_video() -> None:
    model = GivenModel([segment("One.")])
    long = Sound(np.zeros(16_000 * 300, np.float32), start=0)
    starts = [said.t_start for said in recognise(long, model, 10)]
    assert starts[0] == 0
    assert 200 < starts[1] < 240
    assert len(starts) == 2
