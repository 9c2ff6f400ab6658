"""Captions as files hold them: WebVTT and SubRip, also as platforms write them, repeating themselves."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from worker.analysis.evidence import Utterance
from worker.analysis.wording import clip

LARGEST = 2_000_000  #: bytes; hours of talk
LONGEST_CUE = 500  #: characters

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_SPAN = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_MARKUP = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&lrm;": "", "&rlm;": "", "&amp;": "&"}


def read_captions(file: Path) -> list[Utterance]:
    """Return the cues of a file, in order; nothing if it is no captions file, or a huge one."""
    if file.stat().st_size > LARGEST:
        return []
    return parse_captions(file.read_text(encoding="utf-8-sig", errors="replace"))


def parse_captions(text: str) -> list[Utterance]:
    """Return the cues of WebVTT or SubRip."""
    return without_repetition(_cues(text.splitlines()))


def _cues(lines: Iterable[str]) -> Iterator[tuple[float, float, list[str]]]:
    """Yield start, end and lines of each cue, as they are in the file."""
    span: tuple[float, float] | None = None
    said: list[str] = []
    for line in [*lines, ""]:
        if found := _SPAN.match(line):
            span, said = (_seconds(found.groups()[:4]), _seconds(found.groups()[4:])), []
        elif span and line.strip():
            said.append(line)
        elif span and said:
            yield *span, said
            span = None


def without_repetition(cues: Iterable[tuple[float, float, list[str]]]) -> list[Utterance]:
    """Return what each cue says anew: captions that roll show the line before once more."""
    heard: list[Utterance] = []
    shown: list[str] = []
    for start, end, lines in sorted(cues, key=lambda cue: cue[0]):
        plain = [text for line in lines if (text := plain_text(line))]
        fresh = [line for line in plain if line not in shown]
        shown = plain or shown
        if fresh and end >= start:
            heard.append(Utterance(t_start=start, t_end=end, text=clip(" ".join(fresh), LONGEST_CUE)))
    return heard


def plain_text(line: str) -> str:
    """Return a line without its markup."""
    text = _MARKUP.sub("", line)
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    return " ".join(text.split())


def _seconds(parts: Iterable[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")
