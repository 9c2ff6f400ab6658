"""The secrets of one run, as they become known, and from whom each is kept."""

import threading

from worker.execution.redaction import Redactor


class KnownSecrets:
    """What one run must not tell. Its journal, its transcript and its road to the model share one.

    Ask for the redactor each time anew: secrets are added while the run goes on, from any thread.
    """

    def __init__(self) -> None:
        self._adding = threading.Lock()
        self._model = Redactor()
        self._people = Redactor()

    @property
    def for_model(self) -> Redactor:
        """Takes out what the model must not read."""
        return self._model

    @property
    def for_people(self) -> Redactor:
        """Takes out what no row, message or file may hold: that, and one-time codes."""
        return self._people

    def add(self, name: str, value: str) -> None:
        """Keep `value` from everybody; where it stood, ``[NAME]`` is read."""
        with self._adding:
            self._model = self._model.with_secret(name, value)
            self._people = self._people.with_secret(name, value)

    def add_code(self, name: str, code: str) -> None:
        """Keep a one-time code from everybody but the model, which has to type it."""
        with self._adding:
            self._people = self._people.with_secret(name, code)
