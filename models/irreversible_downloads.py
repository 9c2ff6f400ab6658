"""Files that were fetched or decoded and are run by the same command: nobody could read them before."""

import re
from collections.abc import Iterator

_FETCHES = re.compile(
    r"(?<![\w./-])(?:aria2c|base32|base64|basenc|curl|gunzip|openssl|uudecode|wget|xxd|zcat)\s"
    r"(?:(?!&&)[^;\n]){1,2000}"
)
#: What it is put into, and how an address ends, by which it may be called.
_NAMED = re.compile(
    r"(?:\s-\w*[oO]|\s--output(?:-document)?|>|\btee\s)[\s=]*([^\s;&|)<>]+)|"
    r"://[^\s;&|)<>?#]*/([^\s/?#;&|)<>]+)"
)
_WRAPPED = r"(?:(?:command|env|exec|nice|nohup|setsid|sudo|time|timeout|\d+)\s+){0,4}"
_INTERPRETER = (
    r"(?:[\w./-]*/)?(?:(?:ba|da|k|z)?sh|node|perl|php|python[\d.]*|ruby|source|\.)\s+(?:-\w+\s+){0,4}"
)
_RUNS = re.compile(
    rf"(?:^|[;&|(\n])[ \t]*{_WRAPPED}(?:{_INTERPRETER}<?\s*([^\s;&|)<>]+)|([^\s;&|)<>]*/[^\s;&|)<>]+))"
)


def runs_what_it_fetched(plain: str) -> bool:
    """Whether a command without its quotes runs a file that it has fetched or decoded itself."""
    fetched = set[str]().union(*(_files(_NAMED, each) for each in _FETCHES.findall(plain)))
    return bool(fetched) and not fetched.isdisjoint(_files(_RUNS, plain))


def _files(pattern: re.Pattern[str], text: str) -> set[str]:
    """Return the last parts of the paths that a pattern finds."""
    return {
        path.rstrip("/").rpartition("/")[2] for match in pattern.finditer(text) for path in _groups(match)
    }


def _groups(match: re.Match[str]) -> Iterator[str]:
    return (group for group in match.groups() if group)
