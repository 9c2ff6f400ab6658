"""Whether a command that is given a secret takes it to the secret's own site and nowhere else."""

import posixpath
import re
import shlex
from collections.abc import Sequence
from typing import Final

from worker.execution.guard.destinations import destinations_of
from worker.execution.guard.shell_words import program_in, simple_commands, words_of
from worker.network.addresses import is_within

#: Programs that may bring somewhere what they are given, and such as run what they are given.
_BRINGS = re.compile(
    r"curl|wget|git|bun|deno|node|perl|php|python[\d.]*|ruby|.*\.(?:js|php|pl|py|rb|sh)", re.DOTALL
)
_SHELLS: Final = frozenset({"bash", "dash", "ksh", "sh", "zsh"})
_LOOKS_WHETHER = re.compile(r"(?:\[|test) -[nz] \S* ?\]?")
#: What only says an address.
_SAID = re.compile(r"(?:^|[;&|({\n])\s*(?:echo|printf|true|:)\s[^;&|\n]*|(?:^|\s)#[^\n]*")


def goes_to_own_site(name: str, site: str, text: str) -> bool:
    """Whether each call in a command that is given the secret is given an address of its site as well.

    Of code, which does with a secret what nobody can tell, the whole has to name one.
    """
    given = _giving(name)
    try:
        calls = [call for call in simple_commands(words_of(text)) if given.search(" ".join(call))]
    except ValueError:  # quotes that do not end: code, perhaps
        return given.search(text) is None and _is_named(site, _SAID.sub(" ", text))
    if calls:
        return all(_may_be_given(call, name, site, text) for call in calls)
    return _is_named(site, _SAID.sub(" ", text))


def _giving(name: str) -> re.Pattern[str]:
    """Return how a shell is told to put the secret in, or to let another name stand for it."""
    return re.compile(rf"\$(?:\{{[#!]?)?{name}(?!\w)|\b(?:printenv|declare)\s[^;&|]{{0,200}}\b{name}\b")


def _may_be_given(call: Sequence[str], name: str, site: str, text: str) -> bool:
    words = call[program_in(call) :]
    program = posixpath.basename(words[0])
    lines = [word for word in words if re.search(r"\s", word) and word != text]
    if program in _SHELLS or words[0] in lines:
        return bool(lines) and all(goes_to_own_site(name, site, line) for line in lines)
    if _LOOKS_WHETHER.fullmatch(" ".join(words)):
        return True
    return _BRINGS.fullmatch(program) is not None and _is_named(site, _addressed(call, text))


def _addressed(call: Sequence[str], text: str) -> str:
    """Return a call without its comment, and the addresses that variables in it are set to in `text`."""
    comment = next((at for at, word in enumerate(call) if word.startswith("#")), len(call))
    words = call[:comment]
    variables = {variable for word in words for variable in re.findall(r"\$\{?(\w+)", word)}
    set_to = re.findall(r"\b(\w+)=[\"']?(https?://[^\s;\"']+)", text)
    return "\n".join([shlex.join(words), *(address for variable, address in set_to if variable in variables)])


def _is_named(site: str, text: str) -> bool:
    return any(is_within(host, {site}) for host in destinations_of(text))
