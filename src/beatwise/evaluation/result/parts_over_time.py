"""The effect over time and over places: quarters around the start, and each block on its own."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from beatwise.clock import Month
from beatwise.evaluation.power.monthly_history import traits
from beatwise.evaluation.result.material import Material


QUARTER = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One quarter or place: its change in per cent with an interval, and the counts behind it.

    ``percent`` is None where a count is 0. Intervals widen Poisson noise by the variance ratio;
    they are for looking, not for judging.
    """

    name: str
    after: bool
    percent: float | None
    low: float | None
    high: float | None
    treated: tuple[int, int]
    comparison: tuple[int, int]


def quarters(material: Material, outcome: str) -> tuple[Part, ...]:
    """Return each quarter's ratio of patrolled to comparison, against all the months before."""
    counts, first = material.panel(outcome), material.first_after
    treated, _, _ = material.labels()
    if treated.all():
        return ()
    noise = noise_of(counts[:, :first])
    base = counts[treated][:, :first].sum(), counts[~treated][:, :first].sum()
    parts = []
    for start, end in _spans(len(material.months), first):
        ours, theirs = counts[treated][:, start:end].sum(), counts[~treated][:, start:end].sum()
        inside = start < first
        rest = (base[0] - ours, base[1] - theirs) if inside else base
        name = f"{Month(material.months[start])} to {Month(material.months[end - 1])}"
        parts.append(_part(name, not inside, (rest[0], ours), (rest[1], theirs), noise))
    return tuple(parts)


def places(material: Material, outcome: str) -> tuple[Part, ...]:
    """Return each block's own contrast where it holds patrolled and comparison units (forest)."""
    counts, first = material.panel(outcome), material.first_after
    treated, _, _ = material.labels()
    of_unit = {area.unit: area for area in material.protocol.areas}
    blocks = [of_unit[unit].block for unit in material.units]
    noise = noise_of(counts[:, :first])
    before, after = counts[:, :first].sum(axis=1), counts[:, first:].sum(axis=1)
    parts = []
    for block in dict.fromkeys(blocks):
        mine = np.array([b == block for b in blocks])
        ours, theirs = mine & treated, mine & ~treated
        if len(set(blocks)) == 1:
            break
        if not ours.any() or not theirs.any():
            continue
        name = _block_name(material, block, ours)
        parts.append(_part(name, True, _pair(before, after, ours), _pair(before, after, theirs),
                           noise))  # fmt: skip
    if not parts and (~treated).any():
        theirs = ~treated
        for i in np.flatnonzero(treated):
            ours = np.arange(len(treated)) == i
            parts.append(_part(_unit_name(material, material.units[i]), True,
                               _pair(before, after, ours), _pair(before, after, theirs),
                               noise))  # fmt: skip
    return tuple(parts)


def _block_name(material: Material, block: str, ours: NDArray[np.bool_]) -> str:
    if not block.isdigit():
        return block
    return _unit_name(material, material.units[int(np.flatnonzero(ours)[0])])


def _unit_name(material: Material, unit: str) -> str:
    mine = [area for area in material.protocol.areas if area.unit == unit]
    return mine[0].name if len(mine) == 1 else unit


def _pair(
    before: NDArray[np.float64], after: NDArray[np.float64], side: NDArray[np.bool_]
) -> tuple[float, float]:
    return float(before[side].sum()), float(after[side].sum())


def _part(
    name: str,
    after: bool,
    treated: tuple[float, float],
    comparison: tuple[float, float],
    noise: float,
) -> Part:
    counts = tuple(int(c) for c in treated), tuple(int(c) for c in comparison)
    if min(*treated, *comparison) <= 0:
        return Part(name, after, None, None, None, *counts)  # type: ignore[arg-type]
    change = log(treated[1] / treated[0]) - log(comparison[1] / comparison[0])
    error = sqrt(noise * sum(1 / c for c in (*treated, *comparison)))
    reach = float(norm.ppf(0.975)) * error
    low, middle, high = (100 * (exp(v) - 1) for v in (change - reach, change, change + reach))
    return Part(name, after, middle, low, high, *counts)  # type: ignore[arg-type]


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
