"""A measured figure and how it is told."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Several measurements of one thing, what they are held to, and a named baseline of the same run."""

    name: str
    values: Sequence[float]
    unit: str
    goal: float
    percentile: int = 50
    baseline: str = ""
    baseline_values: Sequence[float] = ()

    @property
    def result(self) -> float:
        return percentile(self.values, self.percentile)

    def line(self) -> str:
        verdict = "ok  " if self.result <= self.goal else "MISS"
        told = f"{self.result:9.3f} {self.unit} p{self.percentile} (goal {self.goal:g}, n={len(self.values)})"
        return f"{verdict} {self.name:<44} {told}{self._comparison()}"

    def _comparison(self) -> str:
        if not self.baseline_values:
            return ""
        theirs = percentile(self.baseline_values, self.percentile)
        ratio = theirs / self.result if self.result else float("inf")
        return f"  {self.baseline}: {theirs:.3f}, {ratio:.1f} times that"


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of all values do not exceed; not a number when there are none."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
