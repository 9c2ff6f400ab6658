"""Secrets that are said aloud: what is said of one, or while one is typed, is not kept."""

import re
from collections.abc import Iterator, Sequence

from worker.analysis.evidence import Event, Utterance

HIDDEN = "…"

_NAMES = r"(?:pass\s?(?:word|phrase|code)|pin|secret|credential|api key|access key|token)"
_TOLD = re.compile(
    rf"\b{_NAMES}s?(?:\s+(?:code|number|here|for\s+\S+))?\s*(?:\bis\b|\bare\b|'s\b|:|=)", re.IGNORECASE
)


def without_secrets(transcript: Sequence[Utterance], events: Sequence[Event]) -> list[Utterance]:
    """Return what may be kept of what was said."""
    typed = [(event.t_start, event.t_end) for event in events if event.secret]
    spoken = [said for said in transcript if not any(_overlaps(said, *span) for span in typed)]
    return list(_cut(spoken))


def _overlaps(said: Utterance, start: float, end: float) -> bool:
    return said.t_start <= end and said.t_end >= start


def _cut(transcript: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield each up to where a secret is told; what follows such an end is the secret itself."""
    secret_follows = False
    for said in transcript:
        found = _TOLD.search(said.text)
        if secret_follows and not found:
            secret_follows = False
            continue
        secret_follows = bool(found and not said.text[found.end() :].strip())
        yield said.model_copy(update={"text": f"{said.text[: found.end()]} {HIDDEN}"}) if found else said
