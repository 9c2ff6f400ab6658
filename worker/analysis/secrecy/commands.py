"""Shell commands without the secrets in them: each is a variable, as credentials are in a run."""

import re
from collections.abc import Iterable, Iterator

from models.plan import LONGEST_NAME
from worker.analysis.evidence import Event, EventKind
from worker.analysis.secrecy.arguments import SECRET_ARGUMENTS

_PREFIX = "SECRET"
_OURS = re.compile(rf"\$({_PREFIX}(?:_[A-Z0-9]+)*)\b")
#: A secret of fewer characters may stand anywhere by chance.
_TELLING = 6
_QUOTED = re.compile(r"'([^'\"`\\]*)'")


class Concealing:
    """Conceals the secrets of one video's commands, also where one that was told before stands by itself."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}  #: a secret -> its variable

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where secrets stand in a text: from which character, and up to which."""
        told = self._learned(text)
        again = [found.span() for value in self._known for found in re.finditer(re.escape(value), text)]
        return [*told, *again]

    def conceal(self, command: str) -> str:
        """Return `command` with variables instead of secrets."""
        self._learned(command)
        concealed = conceal(command)
        for value, variable in self._known.items():
            concealed = concealed.replace(value, f"${variable}")
        return concealed

    def _learned(self, text: str) -> list[tuple[int, int]]:
        """Return where secrets are told in a text, and remember them."""
        told = list(_secrets_in(text))
        for start, end, variable in told:
            value = text[start:end].strip("'\"")
            if len(value) >= _TELLING:
                self._known.setdefault(value, variable)
        return [(start, end) for start, end, _ in told]


def conceal(command: str) -> str:
    """Return `command` with variables instead of secrets, ``$SECRET_API_KEY`` for ``--api-key 12ab``.

    A command without a secret comes back as it is; so does one in which they are concealed already.
    """
    concealed = command
    for start, end, name in reversed(_apart(command)):
        concealed = f"{concealed[:start]}${name}{concealed[end:]}"
    return concealed if concealed == command else _QUOTED.sub(_so_that_it_expands, concealed)


def with_concealed_commands(events: Iterable[Event]) -> list[Event]:
    """Return the events, with no secret in any command."""
    return [
        event.model_copy(update={"text": conceal(event.text)})
        if event.kind is EventKind.COMMAND and event.text
        else event
        for event in events
    ]


def secrets_named_in(command: str) -> list[str]:
    """Return the names of the variables that stand for secrets in a concealed command, each once."""
    return list(dict.fromkeys(_OURS.findall(command)))


def _secrets_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where each secret stands, and its variable."""
    for secret in SECRET_ARGUMENTS:
        while found := secret.search(text):
            start, end = found.span("value")
            yield start, end, _variable(found.groupdict().get("name") or "")
            text = f"{text[:start]}{'$' * (end - start)}{text[end:]}"  # that it is not found again


def _apart(text: str) -> list[tuple[int, int, str]]:
    """Return the same in order, as one what overlaps: a cookie that holds a token is a secret as a whole."""
    apart: list[tuple[int, int, str]] = []
    for start, end, variable in sorted(_secrets_in(text)):
        if apart and start < apart[-1][1]:
            first, last, name = apart.pop()
            apart.append((first, max(last, end), name))
        else:
            apart.append((start, end, variable))
    return apart


def _variable(called: str) -> str:
    words = [word for word in re.findall(r"[A-Z0-9]+", called.upper()) if word != _PREFIX]
    return "_".join([_PREFIX, *words])[:LONGEST_NAME].rstrip("_")


def _so_that_it_expands(quoted: re.Match[str]) -> str:
    """A shell leaves variables alone within single quotes."""
    names_one = _OURS.search(quoted[1]) and quoted[1].count("$") == len(_OURS.findall(quoted[1]))
    return f'"{quoted[1]}"' if names_one else quoted[0]
