"""From sound to sentences, in a bounded time."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worker.analysis.evidence import Utterance
from worker.analysis.hearing.model import Recogniser, Word
from worker.analysis.hearing.sound import Sound, in_pieces

#: Below it what was recognised is made up, as with a language it does not know.
_SUREST_NONSENSE = -0.8  #: mean logarithm of a token's probability
#: A pause after which a new sentence begins, in seconds.
_PAUSE = 1.0
_ENDS = (".", "?", "!")


@dataclass(frozen=True)
class _Word:
    """A word with its times in the video; its text begins with the space before it."""

    start: float
    end: float
    text: str


def recognise(sound: Sound, recogniser: Recogniser, seconds: float) -> list[Utterance]:
    """Return the sentences that were spoken, as many as can be made out in about `seconds` of work."""
    return list(_sentences(_words(sound, recogniser, time.monotonic() + seconds)))


def _words(sound: Sound, recogniser: Recogniser, deadline: float) -> Iterator[_Word]:
    for piece in in_pieces(sound):
        segments, _ = recogniser.transcribe(
            piece.samples,
            language="en",
            vad_filter=True,  # also what keeps it from hearing things in silence
            condition_on_previous_text=False,  # one slip must not become all that follows
            word_timestamps=True,
        )
        for segment in segments:
            if segment.avg_logprob > _SUREST_NONSENSE:
                yield from (_in_video(word, piece) for word in segment.words or ())
            if time.monotonic() > deadline:
                return


def _in_video(word: Word, piece: Sound) -> _Word:
    return _Word(piece.start + float(word.start), min(piece.end, piece.start + float(word.end)), word.word)


def _sentences(words: Iterable[_Word]) -> Iterator[Utterance]:
    sentence: list[_Word] = []
    for word in words:
        if sentence and (sentence[-1].text.endswith(_ENDS) or word.start - sentence[-1].end > _PAUSE):
            yield _utterance(sentence)
            sentence = []
        sentence.append(word)
    if sentence:
        yield _utterance(sentence)


def _utterance(words: Sequence[_Word]) -> Utterance:
    return Utterance(
        t_start=round(max(0.0, words[0].start), 3),
        t_end=round(max(0.0, words[-1].end), 3),
        text="".join(word.text for word in words).strip(),
    )
