"""A stepped programme over time: quarters around each unit's own start, and step by step.

Units that have started are set against those that have not yet. Once the last has started nothing
is left to compare with, so later quarters have no ratio. For looking only; the verdict rests on the
fitted model.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from beatwise.clock import Month
from beatwise.evaluation.designs.over_time import QUARTER, Part, noise_of
from beatwise.evaluation.estimators.study_panel import Panel


MOST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Level:
    """One month of those on patrol and those not yet, as per cent of their own level before.

    None where no unit is of that kind.
    """

    patrolled: float | None
    waiting: float | None


class Span(NamedTuple):
    """The columns from ``begins`` to before ``ends``, for the units that start at ``step``."""

    step: int
    begins: int
    ends: int


def stepped_quarters(units: Panel) -> tuple[Part, ...]:
    """Return each quarter before and after the units' own starts, against units still waiting."""
    start, months = units.start, units.counts.shape[1]
    last = (months - start.min() + QUARTER - 1) // QUARTER
    parts = []
    for quarter in range(-min(MOST_BEFORE, units.first // QUARTER), int(last)):
        spans = [
            Span(
                step, max(0, step + QUARTER * quarter), min(months, step + QUARTER * (quarter + 1))
            )
            for step in np.unique(start).tolist()
            if step < months
        ]
        number = quarter + 1 if quarter >= 0 else quarter
        parts.append(_part(f"quarter {number:+d}", quarter >= 0, units, spans))
    return tuple(part for part in parts if sum(part.treated))


def stepped_places(units: Panel) -> tuple[Part, ...]:
    """Return each step from its start until the next one's, against units still waiting."""
    start, columns = units.start, units.counts.shape[1]
    edges = [*np.unique(start[start < columns]).tolist(), columns]
    return tuple(
        _part(
            f"step {i + 1}, {Month(units.months[begins])} to {Month(units.months[ends - 1])}",
            True, units, [Span(begins, begins, ends)],
        )
        for i, (begins, ends) in enumerate(pairwise(edges))
    )  # fmt: skip


def stepped_levels(units: Panel) -> tuple[Level, ...]:
    """Return, for each month, both kinds of unit as per cent of their level before any start."""
    counts, start = units.counts, units.start
    before = counts[:, : units.first].mean(axis=1)

    def level(month: int, mine: NDArray[np.bool_]) -> float | None:
        expected = float(before[mine].sum())
        return 100 * float(counts[mine, month].sum()) / expected if expected else None

    return tuple(
        Level(level(month, start <= month), level(month, start > month))
        for month in range(counts.shape[1])
    )


def _part(name: str, after: bool, units: Panel, spans: list[Span]) -> Part:
    """Join the steps: what each counted, against what its waiting units make likely."""
    observed = expected = 0.0
    sums = np.zeros(4)  # treated before and after, waiting before and after
    for span in spans:
        four = _sums(units, span)
        if four is None:
            continue
        ours, patrolled, theirs, waiting = four
        observed += float(patrolled)
        expected += float(ours * waiting / theirs)
        sums += four
    treated, comparison = (int(sums[0]), int(sums[1])), (int(sums[2]), int(sums[3]))
    if not observed or not expected:
        return Part(name, after, None, None, None, treated, comparison)
    change = log(observed / expected)
    noise = noise_of(units.counts[:, : units.first])
    reach = float(norm.ppf(0.975)) * sqrt(noise * float((1 / sums).sum()))
    low, middle, high = (100 * (exp(v) - 1) for v in (change - reach, change, change + reach))
    return Part(name, after, middle, low, high, treated, comparison)


def _sums(units: Panel, span: Span) -> NDArray[np.float64] | None:
    """Return (4,) incidents of a step's units and of those waiting, each before and in the span.

    None where nothing can be compared.
    """
    counts, start = units.counts, units.start
    mine, waiting = start == span.step, (start >= span.ends) & (start != span.step)
    base = np.ones(int(start.min()), dtype=bool)
    base[span.begins : span.ends] = False
    if span.begins >= span.ends or not waiting.any() or not base.any():
        return None
    before = counts[:, : len(base)][:, base]
    during = counts[:, span.begins : span.ends]
    four = np.array(
        [before[mine].sum(), during[mine].sum(), before[waiting].sum(), during[waiting].sum()]
    )
    return four if four[0] and four[2] and four[3] else None
