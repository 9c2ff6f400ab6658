"""The tables: a line for each recording, then what all of a part come to."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from bench.screencasts.catalogue import Split
from bench.screencasts.matching import recall_and_precision
from bench.screencasts.published import PUBLISHED, Goal
from bench.screencasts.scoring import Row

_UNKNOWN = "-"


def _mean(figures: Sequence[float]) -> float:
    known = [figure for figure in figures if not math.isnan(figure)]
    return fmean(known) if known else float("nan")


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of every recording, and how those of a part are told as one."""

    title: str
    figure: Callable[[Row], float]
    digits: int = 2
    goal: Goal | None = None
    together: Callable[[Sequence[float]], float] = _mean

    def told(self, figure: float) -> str:
        return _UNKNOWN if math.isnan(figure) else f"{figure:.{self.digits}f}"


_PRODUCT = (
    Column("event recall", lambda row: row.events.recall, goal=Goal(0.93)),
    Column("event precision", lambda row: row.events.precision, goal=Goal(0.88)),
    Column("labels", lambda row: row.events.labels, goal=Goal(0.80)),
    Column("typed", lambda row: row.events.typed, goal=Goal(0.88)),
    Column("leaks", lambda row: row.events.leaks, 0, Goal(0, at_least=False), sum),
    Column("plan recall", lambda row: row.plan_recall, goal=Goal(0.85)),
    Column("plan precision", lambda row: row.plan_precision, goal=Goal(0.85)),
    Column("key frames, x", lambda row: row.film.duration / row.seen.key_frames.wall, 1, Goal(30)),
    Column("per core", lambda row: row.film.duration / row.seen.key_frames.processor, 1),
    Column("whole, x", lambda row: row.film.duration / row.seen.whole.wall, 1, Goal(6)),
    Column("per core", lambda row: row.film.duration / row.seen.whole.processor, 1),
    Column(
        "image tokens/min",
        lambda row: row.seen.image_tokens / row.film.duration * 60,
        0,
        Goal(9000, at_least=False),
    ),
    Column("peak MB", lambda row: row.seen.peak_megabytes, 0, Goal(1536, at_least=False), max),
)


def tables(rows: Sequence[Row]) -> str:
    """Return all tables and their foot as Markdown."""
    parts = [
        "## Understudy",
        *_table(rows, _PRODUCT),
        "",
        *_goals(rows),
        "",
        "## Baselines, on the same films",
    ]
    parts += [*_table(rows, _baseline_columns(rows)), "", "## Published elsewhere, not measured here"]
    parts += [f"- {entry.what}: {entry.figure} ({entry.source})" for entry in PUBLISHED]
    return "\n".join(parts)


def _baseline_columns(rows: Sequence[Row]) -> Iterator[Column]:
    for number, detection in enumerate(rows[0].baselines):
        yield Column(f"{detection.name}: recall", partial(_recall, number))
        yield Column("precision", partial(_precision, number))
        if detection.spent:
            yield Column("x", partial(_speed, number), 1)
            yield Column("per core", partial(_speed_per_core, number), 1)


def _recall(baseline: int, row: Row) -> float:
    return recall_and_precision(row.film.deeds, row.baselines[baseline].onsets)[0]


def _precision(baseline: int, row: Row) -> float:
    return recall_and_precision(row.film.deeds, row.baselines[baseline].onsets)[1]


def _speed(baseline: int, row: Row) -> float:
    spent = row.baselines[baseline].spent
    return row.film.duration / spent.wall if spent else float("nan")


def _speed_per_core(baseline: int, row: Row) -> float:
    spent = row.baselines[baseline].spent
    return row.film.duration / spent.processor if spent else float("nan")


def _table(rows: Sequence[Row], columns: Iterable[Column]) -> Iterator[str]:
    columns = tuple(columns)
    yield _line("recording", [column.title for column in columns])
    yield _line("---", ["---:" for _ in columns])
    for row in rows:
        yield _line(row.film.name, [column.told(column.figure(row)) for column in columns])
    for split, those in _parts(rows):
        yield _line(
            f"**{split}** ({len(those)})",
            [
                f"**{column.told(column.together([column.figure(row) for row in those]))}**"
                for column in columns
            ],
        )


def _goals(rows: Sequence[Row]) -> Iterator[str]:
    """Tell what each part is held to, and which of it is missed."""
    for split, those in _parts(rows):
        held = [(column, column.together([column.figure(row) for row in those])) for column in _PRODUCT]
        missed = [
            f"{column.title} {column.told(figure)} ({column.goal})"
            for column, figure in held
            if column.goal and not column.goal.holds(figure)
        ]
        yield f"{split} misses: {'; '.join(missed) or 'nothing'}."


def _parts(rows: Sequence[Row]) -> Iterator[tuple[Split, list[Row]]]:
    for split in Split:
        if those := [row for row in rows if row.film.split is split]:
            yield split, those


def _line(head: str, cells: Sequence[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"
