"""A stepped programme over time: quarters around each unit's own start, and step by step.

Units that have started are set against those that have not yet. Once the last has started nothing
is left to compare with, so later quarters have no ratio. For looking only; the verdict rests on the
fitted model.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from beatwise.clock import Month
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.parts_over_time import QUARTER, Part, noise_of


MOST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Level:
    """One month of those on patrol and those not yet, as per cent of their own level before.

    None where no unit is of that kind.
    """

    patrolled: float | None
    waiting: float | None


def stepped_quarters(material: Material, outcome: str) -> tuple[Part, ...]:
    """Return each quarter before and after the units' own starts, against units still waiting."""
    counts, start = material.panel(outcome), material.labels()[2]
    first, months = material.first_after, counts.shape[1]
    noise = noise_of(counts[:, :first])
    last = (months - start.min() + QUARTER - 1) // QUARTER
    parts = []
    for quarter in range(-min(MOST_BEFORE, first // QUARTER), int(last)):
        spans = [
            (step, max(0, step + QUARTER * quarter), min(months, step + QUARTER * (quarter + 1)))
            for step in np.unique(start).tolist()
            if step < months
        ]
        number = quarter + 1 if quarter >= 0 else quarter
        parts.append(_part(f"quarter {number:+d}", quarter >= 0, counts, start, spans, noise))
    return tuple(part for part in parts if sum(part.treated))


def stepped_places(material: Material, outcome: str) -> tuple[Part, ...]:
    """Return each step from its start until the next one's, against units still waiting."""
    counts, start = material.panel(outcome), material.labels()[2]
    noise = noise_of(counts[:, : material.first_after])
    edges = [*np.unique(start[start < counts.shape[1]]).tolist(), counts.shape[1]]
    return tuple(
        _part(
            f"step {i + 1}, {Month(material.months[begins])} to {Month(material.months[ends - 1])}",
            True, counts, start, [(begins, begins, ends)], noise,
        )
        for i, (begins, ends) in enumerate(pairwise(edges))
    )  # fmt: skip


def stepped_levels(material: Material, outcome: str) -> tuple[Level, ...]:
    """Return, for each month, both kinds of unit as per cent of their level before any start."""
    counts, start = material.panel(outcome), material.labels()[2]
    before = counts[:, : material.first_after].mean(axis=1)

    def level(month: int, mine: NDArray[np.bool_]) -> float | None:
        expected = float(before[mine].sum())
        return 100 * float(counts[mine, month].sum()) / expected if expected else None

    return tuple(
        Level(level(month, start <= month), level(month, start > month))
        for month in range(counts.shape[1])
    )


def _part(
    name: str,
    after: bool,
    counts: NDArray[np.float64],
    start: NDArray[np.int64],
    spans: list[tuple[int, int, int]],
    noise: float,
) -> Part:
    """Join the steps: what each counted, against what its waiting units make likely."""
    first = int(start.min())
    then = expected = 0.0
    sums = np.zeros(4)
    for step, begins, ends in spans:
        mine, waiting = start == step, (start >= ends) & (start != step)
        base = np.ones(first, dtype=bool)
        base[begins:ends] = False
        if begins >= ends or not waiting.any() or not base.any():
            continue
        before = counts[:, :first][:, base]
        ours, theirs = before[mine].sum(), before[waiting].sum()
        seen, other = counts[mine, begins:ends].sum(), counts[waiting, begins:ends].sum()
        if not ours or not theirs or not other:
            continue
        then += float(seen)
        expected += float(ours * other / theirs)
        sums += [ours, seen, theirs, other]
    treated, comparison = (int(sums[0]), int(sums[1])), (int(sums[2]), int(sums[3]))
    if not then or not expected:
        return Part(name, after, None, None, None, treated, comparison)
    change = log(then / expected)
    reach = float(norm.ppf(0.975)) * sqrt(noise * float((1 / sums).sum()))
    low, middle, high = (100 * (exp(v) - 1) for v in (change - reach, change, change + reach))
    return Part(name, after, middle, low, high, treated, comparison)
