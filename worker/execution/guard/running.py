"""Commands that run files which they do not name: by a convention, a pattern, a variable or a list."""

import re

#: Where a program may stand in a command line: at its beginning, and after what runs another one.
_AT = (
    r"(?:^|[\n;&|({`]|\#!|\b(?:do|else|exec|then)\s)\s{0,20}+"
    r"(?:(?:(?:command|env|nohup|sudo|time)(?:\s+-\S{1,80}){0,3}|\w{1,80}=\S{0,80})\s+){0,5}"
    r"(?:/[\w./-]{0,80}/)?"
)
_RUNNERS = (
    "ant|at|batch|bun|cargo|cmake|crontab|deno|docker|entr|fab|go|gradlew?|gmake|invoke|just|make|mvn|ninja|"
    "nox|npm|npx|parallel|pnpm|podman|poetry|pre-commit|pytest|rake|run-parts|task|tox|uv|uvx|watch|xargs|yarn"
)
_INTERPRETERS = r"(?:(?:ba|da|k|z)?sh|bun|deno|node|perl|php|python[\d.]*|ruby|source|\.)(?=\s|$)"
#: Quotes and backslashes are gone.
_RUNS_UNNAMED = re.compile(
    rf"""
    {_AT}(?:{_RUNNERS})(?![\w./:-])
    # Git, as it runs hooks.
    | {_AT}git\s[^;&|\n]{{0,200}}\b(?:am|checkout|cherry-pick|commit|merge|pull|push|rebase|switch)\b
    | \s-(?:exec|execdir|ok|okdir)\s
    | {_AT}{_INTERPRETERS}(?:\s+-\w{{1,80}}){{0,4}}\s+-m\b
    | {_AT}{_INTERPRETERS}[^;&|\n]{{0,200}}[*?$\[`]
    # What is given a folder, or something without an ending.
    | {_AT}{_INTERPRETERS}(?:\s+-[^\sc]{{1,80}}){{0,4}}
      \s+(?:\./?|[^\s.;&|<>-][^\s.;&|<>]{{0,200}})(?=\s|$)
    | {_AT}(?![\[$]?[\[(])[^\s;&|=]{{0,200}}[*?$\[`]
    | {_AT}eval\s
    | \|\s*(?:sudo\s+)?(?:/[\w./-]{{0,80}}/)?(?:(?:ba|da|k|z)?sh|python[\d.]*)\s*(?:-\s*)?(?=$|[;&|\n)])
    """,
    re.VERBOSE,
)
_IMPORT = re.compile(r"\b(?:from|import|include|load|require\w*|source|use)\b[^\n;]*")
_WORD = re.compile(r"\w+")
WITHOUT_QUOTES = str.maketrans("", "", "\"'\\")


def runs_unnamed(text: str) -> bool:
    """Whether a command, or a script, may run files that it does not name."""
    return bool(_RUNS_UNNAMED.search(text.translate(WITHOUT_QUOTES)))


def imported_by(text: str) -> frozenset[str]:
    """Return the words that stand where code names other files without their endings."""
    lines = _IMPORT.findall(text)
    return frozenset(word for line in lines for word in _WORD.findall(line))
