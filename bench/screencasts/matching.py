"""One-to-one pairs of what was done and what was found, as many as there can be."""

from collections.abc import Sequence

from bench.screencasts.truth import Deed

#: Seconds by which an onset may be off.
SLACK = 0.5


def in_time(deed: Deed, onset: float) -> bool:
    """Whether something that begins at `onset` may be this deed."""
    return deed.start - SLACK <= onset <= deed.end + SLACK


def pairs(fitting: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for each one its partner; `fitting` lists for each which partners it could have, best first."""
    taken: dict[int, int] = {}
    for one in range(len(fitting)):
        _assign(one, fitting, taken, set())
    return {one: partner for partner, one in taken.items()}


def _assign(one: int, fitting: Sequence[Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    for partner in fitting[one]:
        if partner in tried:
            continue
        tried.add(partner)
        if partner not in taken or _assign(taken[partner], fitting, taken, tried):
            taken[partner] = one
            return True
    return False


def share(part: int, whole: int) -> float:
    """Return a share; that of nothing is not a number."""
    return part / whole if whole else float("nan")


def recall_and_precision(deeds: Sequence[Deed], onsets: Sequence[float]) -> tuple[float, float]:
    """Return which share of the deeds was found, and which share of the onsets is a deed's; 0 of nothing."""
    found = len(pairs([[n for n, onset in enumerate(onsets) if in_time(deed, onset)] for deed in deeds]))
    return share(found, len(deeds)), found / len(onsets) if onsets else 0.0
