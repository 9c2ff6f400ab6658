"""What a plan was drawn from, as one number: equal numbers stand for equal questions to the same model."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import models
from worker.analysis.evidence import Evidence

#: What the planner, its question and the checks of its answer are made of.
_CODE = (Path(models.__file__).parent, Path(__file__).parents[1])


def origin_of(evidence: Evidence, folder: Path, model: str) -> str:
    """Return the SHA-256 (hexadecimal) of all that decides what is asked, and what is made of the answer.

    Args:
        evidence: what was seen; how long that took does not count.
        folder: holds the evidence's frames.
        model: the name of the model that is asked.
    """
    seen = evidence.model_dump_json(exclude={"timings"})
    pictures = (_digest((folder / frame.path).read_bytes()) for frame in evidence.frames)
    return _digest("\n".join([_digest_of_code(), model, *pictures, seen]).encode())


@cache
def _digest_of_code() -> str:
    """Return what changes with each change of the analysis: then it may plan better."""
    return _digest("\n".join(f"{path.name} {_digest(path.read_bytes())}" for path in _sources()).encode())


def _sources() -> Iterator[Path]:
    for folder in _CODE:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".md"})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
