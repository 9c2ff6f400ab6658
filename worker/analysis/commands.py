"""Shell commands without the secrets in them: each is a variable, as credentials are in a run."""

import re
from collections.abc import Iterable

from models.plan import LONGEST_NAME
from worker.analysis.evidence import Event, EventKind

_VALUE = r"""(?P<value>'[^']+'|"[^"]+"|[^\s'"$;|&<>()-][^\s'";|&<>()]*)"""
_SENSITIVE = r"(?:pass(?:word|wd|phrase|code)|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)"
#: What comes before a secret, and the secret; a group `name` says what it is called.
_SECRETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<before>--?(?P<name>[\w-]*{_SENSITIVE})[\s=]\s*){_VALUE}",
        rf"(?P<before>\b(?P<name>[\w-]*{_SENSITIVE}|[\w-]*_pass)=){_VALUE}",
        r"(?P<before>\bAuthorization:\s*(?:Basic|Bearer|Token)\s+)(?P<value>[^\s'\"$]+)",
        rf"(?P<before>\b(?P<name>[\w-]*{_SENSITIVE}):\s*)(?P<value>[^\s'\"$]+)",
        r"(?P<before>\bcurl\b[^|;&]*?\s(?:-u|--user)\s*['\"]?[^\s:'\"]+:)(?P<value>[^\s'\"$]+)",
        r"(?P<before>\b(?:mysql|mariadb|mysqldump)\b[^|;&]*?\s-p)(?P<value>[^\s'\"$]+)",
        r"(?P<before>\w://[^\s/:@]+:)(?P<value>[^\s/@$]+)(?=@)",
        r"(?P<before>)(?P<value>\b(?:gh[opsu]_|github_pat_|glpat-|sk-|xox[abeprs]-|AKIA|eyJ)[\w.-]{12,})",
    )
)
_PREFIX = "SECRET"
_OURS = re.compile(rf"\$({_PREFIX}(?:_[A-Z0-9]+)*)\b")
_QUOTED = re.compile(r"'([^'\"`\\]*)'")


def conceal(command: str) -> str:
    """Return `command` with variables instead of secrets, ``$SECRET_API_KEY`` for ``--api-key 12ab``.

    A command without a secret comes back as it is; so does one in which they are concealed already.
    """
    concealed = command
    for secret in _SECRETS:
        concealed = secret.sub(_as_variable, concealed)
    return concealed if concealed == command else _QUOTED.sub(_so_that_it_expands, concealed)


def spans_of_secrets(text: str) -> list[tuple[int, int]]:
    """Return where secrets stand in a text: from which character, and up to which."""
    return [found.span("value") for secret in _SECRETS for found in secret.finditer(text)]


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


def _as_variable(found: re.Match[str]) -> str:
    called = found.groupdict().get("name") or ""
    words = [word for word in re.findall(r"[A-Z0-9]+", called.upper()) if word != _PREFIX]
    name = "_".join([_PREFIX, *words])[:LONGEST_NAME].rstrip("_")
    return f"{found['before']}${name}"


def _so_that_it_expands(quoted: re.Match[str]) -> str:
    """A shell leaves variables alone within single quotes."""
    names_one = _OURS.search(quoted[1]) and quoted[1].count("$") == len(_OURS.findall(quoted[1]))
    return f'"{quoted[1]}"' if names_one else quoted[0]
