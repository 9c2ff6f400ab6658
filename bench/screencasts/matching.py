"""One-to-one pairs of what was done and what was found, as many as there can be."""

from collections import deque
from collections.abc import Mapping, Sequence

from bench.screencasts.truth import Deed

#: Seconds by which an onset may be off.
SLACK = 0.5
#: What it costs to have no partner: more than any road of others who change theirs.
ALONE = 1e6


def in_time(deed: Deed, onset: float) -> bool:
    """Whether something that begins at `onset` may be this deed."""
    return deed.start - SLACK <= onset <= deed.end + SLACK


def pairs(costs: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """Return for each one its partner: as many as there can be, and of those the cheapest altogether.

    `costs` tells for each one which partners it could have, and how ill each would fit.
    """
    possible = [{**cost, -1 - one: ALONE} for one, cost in enumerate(costs)]
    takers: dict[int, int] = {}
    for one in range(len(possible)):
        road = _cheapest_road(one, possible, takers)
        takers |= dict(zip(road, (one, *(takers[partner] for partner in road[:-1])), strict=True))
    return {one: partner for partner, one in takers.items() if partner >= 0}


def _cheapest_road(one: int, costs: Sequence[Mapping[int, float]], takers: Mapping[int, int]) -> list[int]:
    """The partners that change hands for one more to have one: each one's taker goes on to the next.

    The last of them is free. This is the shortest augmenting path of the assignment problem.
    """
    roads: dict[int, tuple[float, list[int]]] = {}
    seeking: deque[tuple[int, float, list[int]]] = deque([(one, 0.0, [])])
    while seeking:
        who, spent, road = seeking.popleft()
        for partner, cost in costs[who].items():
            if partner in road or (partner in roads and roads[partner][0] <= spent + cost):
                continue
            roads[partner] = (spent + cost, [*road, partner])
            if (taker := takers.get(partner)) is not None:
                seeking.append((taker, spent + cost - costs[taker][partner], [*road, partner]))
    return min(found for partner, found in roads.items() if partner not in takers)[1]


def share(part: int, whole: int) -> float:
    """Return a share; that of nothing is not a number."""
    return part / whole if whole else float("nan")


def recall_and_precision(deeds: Sequence[Deed], onsets: Sequence[float]) -> tuple[float, float]:
    """Return which share of the deeds was found, and which share of the onsets is a deed's; 0 of nothing."""
    found = len(pairs([{n: 0.0 for n, onset in enumerate(onsets) if in_time(deed, onset)} for deed in deeds]))
    return share(found, len(deeds)), found / len(onsets) if onsets else 0.0
