"""Pairs of what was done and what was found."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bench.screencasts.matching import pairs

_COSTS = st.lists(st.dictionaries(st.integers(0, 3), st.integers(0, 9).map(float)), max_size=4)


@given(_COSTS)
def test_no_other_pairs_are_more_or_cost_less(costs: Sequence[dict[int, float]]) -> None:
    found = pairs(costs)

    assert _worth(costs, found) == max(_worth(costs, other) for other in _all_pairs(costs))


def _worth(costs: Sequence[dict[int, float]], found: dict[int, int]) -> tuple[int, float]:
    return len(found), -sum(costs[one][partner] for one, partner in found.items())


def _all_pairs(costs: Sequence[dict[int, float]]) -> Iterator[dict[int, int]]:
    for partners in product(*([None, *cost] for cost in costs)):
        taken = [partner for partner in partners if partner is not None]
        if len(set(taken)) == len(taken):
            yield {one: partner for one, partner in enumerate(partners) if partner is not None}
