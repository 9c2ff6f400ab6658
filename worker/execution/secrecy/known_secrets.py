"""The secrets of one run, as they become known, and from whom each is kept."""

import threading

from worker.execution.secrecy.redaction import Redactor


class KnownSecrets:
    """What one run must not tell. Its journal, its transcript and its road to the model share one.

    Ask for the redactor each time anew: secrets are added while the run goes on, from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: list[tuple[str, str]] = []
        self._codes: list[tuple[str, str]] = []
        # Made when first asked for: it takes some milliseconds, and several secrets often come together.
        self._model: Redactor | None = None
        self._people: Redactor | None = None

    @property
    def for_model(self) -> Redactor:
        """Takes out what the model must not read."""
        with self._lock:
            if self._model is None:
                self._model = Redactor(self._secrets)
            return self._model

    @property
    def for_people(self) -> Redactor:
        """Takes out what no row, message or file may hold: that, and one-time codes."""
        with self._lock:
            if self._people is None:
                self._people = Redactor([*self._secrets, *self._codes])
            return self._people

    def add(self, name: str, value: str) -> None:
        """Keep `value` from everybody; where it stood, ``[NAME]`` is read."""
        with self._lock:
            self._secrets.append((name, value))
            self._model = self._people = None

    def add_code(self, name: str, code: str) -> None:
        """Keep a one-time code from everybody but the model, which has to type it."""
        with self._lock:
            self._codes.append((name, code))
            self._people = None
