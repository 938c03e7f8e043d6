"""The effect over time and over places: quarters around the start, and each block on its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from beatwise.clock import Month
from beatwise.evaluation.estimators.study_panel import Panel
from beatwise.evaluation.power.monthly_history import traits


QUARTER = 3


class BeforeAfter(NamedTuple):
    """Incidents of one side, before and after."""

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Part:
    """One quarter or place: its change in per cent with an interval, and the counts behind it.

    ``percent`` is None where a count is 0. ``treated`` and ``comparison`` are incidents before and
    after. Intervals widen Poisson noise by the variance ratio; they are for looking, not for
    judging.
    """

    name: str
    after: bool
    percent: float | None
    low: float | None
    high: float | None
    treated: tuple[int, int]
    comparison: tuple[int, int]


def quarters(units: Panel) -> tuple[Part, ...]:
    """Return each quarter's ratio of patrolled to comparison, against all the months before."""
    counts, treated, first = units.counts, units.treated, units.first
    if treated.all():
        return ()
    noise = noise_of(counts[:, :first])
    base = counts[treated][:, :first].sum(), counts[~treated][:, :first].sum()
    parts = []
    for start, end in _spans(len(units.months), first):
        ours, theirs = counts[treated][:, start:end].sum(), counts[~treated][:, start:end].sum()
        inside = start < first
        rest = (base[0] - ours, base[1] - theirs) if inside else base
        name = f"{Month(units.months[start])} to {Month(units.months[end - 1])}"
        parts.append(
            change_of(
                name, not inside, BeforeAfter(rest[0], ours), BeforeAfter(rest[1], theirs), noise
            )
        )
    return tuple(parts)


def places(units: Panel) -> tuple[Part, ...]:
    """Return each block's own contrast where it holds patrolled and comparison units (forest).

    Without such blocks, each patrolled unit against all that are compared.
    """
    noise = noise_of(units.counts[:, : units.first])
    if not (parts := _blocks(units, noise)):
        parts = _each_unit(units, noise)
    return tuple(parts)


def _blocks(units: Panel, noise: float) -> list[Part]:
    names = tuple(dict.fromkeys(units.block_names))
    if len(names) == 1:
        return []
    parts = []
    for block in names:
        mine = np.array([name == block for name in units.block_names])
        ours, theirs = mine & units.treated, mine & ~units.treated
        if ours.any() and theirs.any():
            name = units.labels[int(np.flatnonzero(ours)[0])] if block.isdigit() else block
            parts.append(change_of(name, True, _totals(units, ours), _totals(units, theirs), noise))
    return parts


def _each_unit(units: Panel, noise: float) -> list[Part]:
    theirs = ~units.treated
    if not theirs.any():
        return []
    return [
        change_of(
            units.labels[i], True,
            _totals(units, np.arange(len(units.treated)) == i), _totals(units, theirs), noise,
        )
        for i in np.flatnonzero(units.treated)
    ]  # fmt: skip


def _totals(units: Panel, side: NDArray[np.bool_]) -> BeforeAfter:
    return BeforeAfter(float(units.before[side].sum()), float(units.after[side].sum()))


def change_of(
    name: str, after: bool, treated: BeforeAfter, comparison: BeforeAfter, noise: float
) -> Part:
    """Return a part from its counts; ``noise`` is the variance ratio."""
    ours, theirs = _whole(treated), _whole(comparison)
    if min(*treated, *comparison) <= 0:
        return Part(name, after, None, None, None, ours, theirs)
    change = log(treated.after / treated.before) - log(comparison.after / comparison.before)
    error = sqrt(noise * sum(1 / count for count in (*treated, *comparison)))
    reach = float(norm.ppf(0.975)) * error
    low, middle, high = (100 * (exp(v) - 1) for v in (change - reach, change, change + reach))
    return Part(name, after, middle, low, high, ours, theirs)


def _whole(counts: BeforeAfter) -> tuple[int, int]:
    return int(counts.before), int(counts.after)


def noise_of(before: NDArray[np.float64]) -> float:
    """Return the variance ratio of (units, months) before; 1 where too few."""
    if before.shape[1] < 4 or len(before) < 2 or not before.sum():
        return 1.0
    return traits(before).variance_ratio.value


def _spans(months: int, first: int) -> list[tuple[int, int]]:
    edges = list(range(first, 0, -QUARTER))[::-1]
    spans = [(max(0, edge - QUARTER), edge) for edge in edges if edge - QUARTER >= 0 or edge >= 2]
    later = list(range(first, months, QUARTER))
    return spans + [(edge, min(edge + QUARTER, months)) for edge in later]
