"""Which hosts a command says that it talks to, as far as its own text tells."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final

from worker.execution.guard.shell_words import program_in, simple_commands, words_of

#: A host that cannot be told from the text; it lies within no site.
UNKNOWN: Final = ""

_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*):/{1,3}([^\s/?#`<>|;,()&]*)", re.IGNORECASE)
_SOCKET = re.compile(r"/dev/(?:tcp|udp)/([^/\s]*)")
#: A host in a string of some code; of these endings it is a file.
_STRING = re.compile(
    r"""(['"])((?:[\w-]+\.)+[a-z]{2,}|\d+(?:\.\d+){3})((?::\d+)?(?:/[^'"\s]*)?)\1""", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:cfg|csv|gz|html?|ini|jpe?g|js|json|log|md|pdf|png|sql|tar|te?xt|toml|tsv|xml|ya?ml)$"
)
_HOST = re.compile(r"[\w.-]+")
_PORT = re.compile(r":\d*$")

#: Programs that take addresses as they are, each with its options of one letter that are given a value.
_FETCH: Final = {"curl": "AbcCdDeEFHmoPQrtTuUwXyYz", "wget": "aBeoOPQtTUw"}
_WITH_VALUE = re.compile(
    r"--(?:ca-?cert|cert|connect-timeout|cookie(?:-jar)?|data(?:-\w+)*|dump-header|form(?:-\w+)?|header|json|key"
    r"|limit-rate|max-time|output(?:-\w+)?|range|referer|request|retry(?:-\w+)*|timeout|tries|url-query|user"
    r"|user-agent|write-out)"
)
#: With these it talks to somebody else than its address says.
_REROUTED = re.compile(
    r"-[A-Za-z]*[xK]|--(?:config|connect-to|(?:pre)?proxy|resolve|socks)\b.*|-i|--input-file.*"
)
_PROXY = re.compile(r"\b(?:all|https?)_proxy=", re.IGNORECASE)
#: Programs that talk to somebody in a way of their own.
_DIALS: Final = frozenset({
    *("aria2c", "dig", "ftp", "host", "http", "httpie", "https", "lftp", "links", "lynx", "nc", "ncat"),
    *("netcat", "nslookup", "openssl", "ping", "rsync", "scp", "sftp", "socat", "ssh", "telnet", "w3m"),
    *("xh", "xhs"),
})  # fmt: skip
_ANY_PROGRAM = re.compile(rf"\b(?:{'|'.join([*_FETCH, *_DIALS])})\b")
_WITHOUT_QUOTES = str.maketrans("", "", "\"'\\")


def destinations_of(command: str) -> frozenset[str]:
    """Return the hosts that a command or a script names; `UNKNOWN` among them if it names one unreadably."""
    plain = command.translate(_WITHOUT_QUOTES)
    addresses = (_host(found[2]) for found in _ADDRESS.finditer(plain) if found[1].lower() != "file")
    sockets = (_host(found[1]) for found in _SOCKET.finditer(plain))
    strings = (found[2] for found in _STRING.finditer(command) if found[3] or not _FILE.search(found[2]))
    rerouted = (UNKNOWN for _ in _PROXY.finditer(plain))
    return frozenset((*addresses, *sockets, *strings, *rerouted, *_dialled(command, command)))


def _host(address: str) -> str:
    """Return the host at the beginning of an address without its scheme."""
    authority = re.split(r"[/?#]", address, maxsplit=1)[0].rpartition("@")[2]
    host = _PORT.sub("", authority)
    return host if _HOST.fullmatch(host) else UNKNOWN


def _dialled(command: str, whole: str) -> Iterator[str]:
    """Yield the hosts that programs in `command`, a part of `whole`, are given without a scheme."""
    try:
        words = words_of(command)
    except ValueError:  # quotes that do not end
        yield from [UNKNOWN] if _ANY_PROGRAM.search(command) else []
        return
    for simple in simple_commands(words):
        yield from _given_to_program(simple, whole)
    for word in words:
        if word != command and re.search(r"[\s(]", word.strip()):  # may be a command within a command
            yield from _dialled(word, whole)


def _given_to_program(words: Sequence[str], whole: str) -> Iterator[str]:
    at = program_in(words)
    program = posixpath.basename(words[at]) if words else ""
    if program in _DIALS:
        yield UNKNOWN
    if program in _FETCH:
        yield from _addressed(words[at + 1 :], _FETCH[program], whole)


def _addressed(words: Sequence[str], with_value: str, whole: str) -> Iterator[str]:
    """Yield the hosts among the arguments of a program that fetches whatever is no option."""
    is_value = False
    for word in words:
        if is_value:
            is_value = False
        elif word.startswith("-"):
            is_value = _takes_next(word, with_value)
            yield from [UNKNOWN] if _REROUTED.fullmatch(word) else []
        elif not _ADDRESS.match(word) and not word.isdigit():
            yield from [] if _holds_address(word, whole) else [_host(word)]


def _takes_next(option: str, with_value: str) -> bool:
    if option.startswith("--"):
        return _WITH_VALUE.fullmatch(option) is not None
    letters = option[1:]
    first = next((at for at, letter in enumerate(letters) if letter in with_value), len(letters))
    return first == len(letters) - 1


def _holds_address(word: str, whole: str) -> bool:
    """Whether a word begins with a variable that is set to an address; the address itself was found there."""
    variable = re.match(r"\$\{?(\w+)\}?(?=/|\?|$)", word)
    return variable is not None and re.search(rf"\b{variable[1]}=[\"']?https?://", whole) is not None
