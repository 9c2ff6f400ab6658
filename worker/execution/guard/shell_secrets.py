"""Secrets in the environment of a run's shell: a command of the agent's own may take them anywhere."""

import re
from collections.abc import Iterator

from models.plan import Action, ComputerUsePlan, CredentialKind, NeededCredential
from worker.execution.guard.act import Act
from worker.execution.guard.destinations import UNKNOWN, destinations_of
from worker.execution.guard.own_site import goes_to_own_site
from worker.execution.guard.reading import only_reads
from worker.execution.secrecy.credentials import named_by_commands
from worker.network.addresses import is_within

#: Where the name of a command may stand once quotes are gone, and where its words end.
_WRAPPERS = (
    "builtin|busybox|chroot|command|coproc|do|doas|elif|else|eval|exec|if|ionice|nice|nohup|parallel|setsid|stdbuf"
    "|strace|sudo|then|time|timeout|trap|until|watch|while|xargs"
)
_BEGIN = (
    r"(?:^|[\n;&|({`!]|\s-\w{0,9}c\s|\s-(?:exec|execdir|ok|okdir)\s)\s{0,20}+"
    rf"(?:(?:{_WRAPPERS}|\w{{1,80}}=\S*)(?:\s+(?:-\S+|[\d.]+[a-z]?|\w{{1,80}}=\S*))*+\s+)*+(?:/\S*/)?"
)
_END = r"\s*(?:$|[\n;&|<>)`#]|\s[A-Z]{3,6}\b(?!\s*=))"
#: A process whose environment can be read in a file.
_PROCESS = r"/proc/(?:self|thread-self|\d+|\$\$|\$\{?\w{1,80}\}?|[*?\[][^\s/]{0,80})"
#: What tells the whole environment, or a part of it that is not named.
_LISTING = re.compile(
    rf"""
    {_BEGIN}(?:
        env(?:\s+(?:-[CSu]\s+\w+|-\S+|\w+=\S*))*{_END}
        | printenv(?!(?:\s+[A-Za-z_]\w*)+{_END})
        | (?:set|(?:declare|export|local|readonly|typeset)(?:\s+-[a-z]*[px][a-z]*)*){_END}
        | envsubst\b | ps\s+[a-z]*e[a-z]*{_END} | jq\b[^|;\n]{{0,300}}(?<![.\w])env\b(?!\.\w)
        | compgen\s+-(?:[a-z]*[ev]|A\s+(?:export|variable)) | make\s(?:[^;&|\n]{{0,300}}\s)?-[a-z]*p
    )
    | {_PROCESS}/(?:\S{{0,80}}/)?[envir]{{0,8}}[*?\[{{] | /proc/(?:self|thread-self|\$\$)/?(?=\s|$|[;&|)])
    | \$\{{!
    | \benvironb?\b(?!\s*(?:\[|\.get\())
    | \bprocess\)?(?:\.env\b|\[\s*env\s*\])(?!\.\w|\[) | \benv\b[^}}\n]{{0,80}}\}}\s*=\s*process\b
    | %ENV\b | \bENVIRON\b(?!\[) | \$ENV\b(?!\.\w|\[) | \bENV\.(?:each|inspect|map|select|sort|to_|values)
    | (?:\bruby\b[^\n]{{0,300}}|\b(?:pp?|print|puts)[\s(]\s*|=\s*)
      (?<![$%\w./-])ENV\b(?!\s*\[|\.(?:fetch|key)|/)
    | \bgetenv\(\s*(?:null\b[^)]*)?\) | \$_(?:ENV|SERVER)\b(?!\s*\[) | \bphpinfo\b
    """,
    re.VERBOSE,
)
_WITHOUT_QUOTES = str.maketrans("", "", "\"'\\")
_NOWHERE = re.compile(r"\d?(?:>&\d|>\s*/dev/null)")


class ShellSecrets:
    """Tells which of them a command may carry to where they do not belong."""

    def __init__(self, plan: ComputerUsePlan) -> None:
        """`plan` has every value filled in."""
        names = named_by_commands(plan)
        static = (each for each in plan.credentials if each.kind is CredentialKind.STATIC)
        self._credentials = [credential for credential in static if credential.name in names]
        self._commands = {(step.value or "").strip() for step in plan.steps if step.action is Action.SHELL}
        self._commands -= {""}
        #: Where a credential may go of which nobody knows the site.
        self._sites = {*plan.hosts, *(host for each in self._commands for host in destinations_of(each))}
        self._sites -= {UNKNOWN}

    def at_stake(self, act: Act) -> str:
        """Return what a person has to know before a command, if it is the agent's own; empty: nothing."""
        text = "\n".join((*([] if self._is_planned(act.command) else [act.command]), act.scripts)).strip()
        if not text or not self._credentials:
            return ""
        hosts = destinations_of(text)
        astray = ((each, self._astray(each, hosts, text)) for each in self._used_in(text))
        return " ".join(_told(each, stray) for each, stray in astray if stray)

    def _is_planned(self, command: str) -> bool:
        """Whether a command is the plan's, or only looks around before it or at what it prints."""
        quiet = _NOWHERE.sub("", command).strip()
        around = (quiet.replace(planned, "ls", 1) for planned in self._commands if planned in quiet)
        return command.strip() in self._commands or any(map(only_reads, around))

    def _used_in(self, text: str) -> Iterator[NeededCredential]:
        plain = text.replace("\\\n", "").translate(_WITHOUT_QUOTES)
        if _LISTING.search(plain):
            yield from self._credentials
        elif not only_reads(text):  # what such a command prints is redacted
            yield from (each for each in self._credentials if _is_named(each.name, f"{text}\n{plain}"))

    def _astray(self, credential: NeededCredential, hosts: frozenset[str], text: str) -> frozenset[str]:
        """Return which of `hosts` are none of its own. One of a site has to go there, and to be seen to."""
        sites = self._sites if credential.host is None else {credential.host}
        strays = frozenset(host for host in hosts if not is_within(host, sites))
        if strays or credential.host is None or goes_to_own_site(credential.name, credential.host, text):
            return strays
        return frozenset({UNKNOWN})


def _is_named(name: str, text: str) -> bool:
    return re.search(rf"(?<![A-Z0-9_]){re.escape(name)}(?![A-Z0-9_])", text) is not None


def _told(credential: NeededCredential, astray: frozenset[str]) -> str:
    where = ", ".join(sorted(astray - {UNKNOWN})) or "where nobody can tell"
    own = f", which is for {credential.host} only" if credential.host else ""
    return f"It may take the secret {credential.name}{own}, to {where}."
