"""Synthetic control: the treated area against the best weighted mix of comparison areas.

Outcome-only, weights on the simplex (none negative, summing to 1), fitted on the months before
the start. A cross-check beside the difference-in-differences, with in-space placebos.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.study_panel import Panel, panel
from beatwise.hotspots.compiled import compiled


@dataclass(frozen=True, slots=True)
class SyntheticControl:
    """The gap between the treated areas' mean and its synthetic control.

    Parameters
    ----------
    estimate
        Mean gap over the months after the start, in the unit of the counts.
    gaps
        (months,) treated minus synthetic.
    weights
        (comparison areas,) in the order they stand in the panel.
    fit
        Root mean square gap before the start.
    p_value
        Rank of the after/before gap ratio among the placebos: a placebo rank unless areas were
        drawn at random. None without placebos.
    smallest_p
        The smallest rank this number of placebos can give.
    """

    estimate: float
    gaps: NDArray[np.float64]
    weights: NDArray[np.float64]
    fit: float
    p_value: float | None
    smallest_p: float | None
    placebo_estimates: NDArray[np.float64]
    standard_error: float | None = None
    interval: tuple[float, float] | None = None


def synthetic_control(
    counts: ArrayLike, treated: ArrayLike, start: ArrayLike, *, placebos: bool = True
) -> SyntheticControl:
    """Return the outcome-only simplex synthetic control with in-space placebos.

    Parameters are those of ``poisson_did``; counts may be any outcome. With several starts each
    start is fitted apart, the estimate is their mean by area, and there is no placebo rank.
    Several treated areas are averaged. Each comparison area is in turn treated as a placebo.
    Raises ``BadInput`` for fewer than two comparison areas. Abadie, Diamond & Hainmueller (2010).
    """
    return panel_control(panel(counts, treated, start), placebos=placebos)


def panel_control(units: Panel, *, placebos: bool = True) -> SyntheticControl:
    """Return the same of a panel. Raises as ``synthetic_control``.

    A comparison area that never had an incident is neither a donor nor a placebo: its weight is 0.
    A patrolled one is not averaged, unless all are such.
    """
    first = units.common_start
    if first is None:
        return _stepped(units)
    offered = units.counts[~units.treated]
    some = offered.any(axis=1) if units.counts.any() else np.ones(len(offered), dtype=bool)
    donors = offered[some]
    if len(donors) < 2:
        raise BadInput(
            "a synthetic control needs two comparison areas or more with incidents.",
            next_step="Add comparison areas that are never patrolled.",
        )
    if not units.counts.any():
        raise Refused(
            "Every count is 0, so there is nothing to fit or compare.",
            next_step="Pool more months or areas, or choose another outcome.",
        )
    patrolled = units.counts[units.treated]
    target = patrolled[patrolled.any(axis=1) | ~patrolled.any()].mean(axis=0)
    pre = np.ascontiguousarray(donors[:, :first])
    gram = pre @ pre.T
    own = simplex_weights(gram, pre @ target[:first])
    weights = np.zeros(len(offered))
    weights[some] = own
    gaps = target - own @ donors
    placebo_gaps = _placebo_gaps(donors, gram) if placebos else np.empty((0, len(target)))
    return SyntheticControl(
        estimate=float(gaps[first:].mean()),
        gaps=gaps,
        weights=weights,
        fit=float(np.sqrt(np.square(gaps[:first]).mean())),
        p_value=_rank(gaps, placebo_gaps, first) if placebos else None,
        smallest_p=1 / (len(donors) + 1) if placebos else None,
        placebo_estimates=placebo_gaps[:, first:].mean(axis=1),
    )


def _stepped(units: Panel) -> SyntheticControl:
    """Fit each start apart against the never treated, and weigh the gaps by treated areas."""
    never = ~units.treated
    starts, sizes = np.unique(units.start[units.treated], return_counts=True)
    parts = []
    for start in starts:
        cohort = units.treated & (units.start == start)
        compared = cohort | never
        parts.append(
            synthetic_control(units.counts[compared], cohort[compared], int(start), placebos=False)
        )
    share = sizes / sizes.sum()

    def mean(values: list[NDArray[np.float64]]) -> NDArray[np.float64]:
        result: NDArray[np.float64] = np.average(values, axis=0, weights=share)
        return result

    return SyntheticControl(
        estimate=float(share @ [part.estimate for part in parts]),
        gaps=mean([part.gaps for part in parts]),
        weights=mean([part.weights for part in parts]),
        fit=float(share @ [part.fit for part in parts]),
        p_value=None,
        smallest_p=None,
        placebo_estimates=np.empty(0),
    )


def simplex_weights(gram: NDArray[np.float64], cross: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return w minimising w'Gw - 2 c'w with w >= 0 and sum(w) = 1, by an active set.

    ``gram`` is (donors, donors) and ``cross`` (donors,): donor by donor and donor by target sums
    of products over the months before the start.
    """
    return _simplex(np.ascontiguousarray(gram), np.ascontiguousarray(cross), -1)


def _placebo_gaps(donors: NDArray[np.float64], gram: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps = np.empty_like(donors)
    for row in range(len(donors)):
        gaps[row] = donors[row] - _simplex(gram, gram[row].copy(), row) @ donors
    return gaps


def _rank(gaps: NDArray[np.float64], placebo_gaps: NDArray[np.float64], first: int) -> float:
    ratios = _ratio(np.vstack([gaps, placebo_gaps]), first)
    return float((ratios >= ratios[0] - 1e-12).mean())


def _ratio(gaps: NDArray[np.float64], first: int) -> NDArray[np.float64]:
    before = np.sqrt(np.square(gaps[:, :first]).mean(axis=1))
    after = np.sqrt(np.square(gaps[:, first:]).mean(axis=1))
    return after / np.maximum(before, 1e-12)


@compiled
def _simplex(gram: np.ndarray, cross: np.ndarray, skip: int) -> np.ndarray:  # pragma: no cover
    """Solve the simplex problem, leaving donor ``skip`` out (-1: none)."""
    n = gram.shape[0]
    weights = np.zeros(n)
    best, best_value = -1, np.inf
    for j in range(n):
        value = gram[j, j] - 2 * cross[j]
        if j != skip and value < best_value:
            best, best_value = j, value
    active = np.empty(n, np.int64)
    active[0] = best
    size = 1
    weights[best] = 1.0
    scale = 0.0
    for j in range(n):
        scale = max(scale, gram[j, j])
    tolerance = 1e-10 * max(scale, 1e-300)
    gradient = np.empty(n)
    for _ in range(20 * n + 100):
        multiplier = 0.0
        for j in range(n):
            gradient[j] = -cross[j]
        for a in range(size):  # row by row of the symmetric Gram matrix: the memory lies in a line
            row, weight = gram[active[a]], weights[active[a]]
            for j in range(n):
                gradient[j] += weight * row[j]
        for a in range(size):
            multiplier += gradient[active[a]] * weights[active[a]]
        entering, lowest = -1, -tolerance
        for j in range(n):
            if j != skip and weights[j] == 0.0 and gradient[j] - multiplier < lowest:
                entering, lowest = j, gradient[j] - multiplier
        if entering < 0:
            break
        active[size] = entering
        size += 1
        while True:
            solution = _equality(gram, cross, active[:size], scale)
            worst = 1.0
            for a in range(size):
                if solution[a] <= 0.0:
                    step = weights[active[a]] / (weights[active[a]] - solution[a] + 1e-300)
                    worst = min(worst, step)
            if worst >= 1.0:
                for a in range(size):
                    weights[active[a]] = solution[a]
                break
            positive = 0
            for a in range(size):
                j = active[a]
                moved = weights[j] + worst * (solution[a] - weights[j])
                if moved > 1e-14:
                    weights[j] = moved
                    active[positive] = j
                    positive += 1
                else:
                    weights[j] = 0.0
            if positive == size:
                break
            size = positive
    total = weights.sum()
    return weights / total


@compiled
def _equality(
    gram: np.ndarray, cross: np.ndarray, active: np.ndarray, scale: float
) -> np.ndarray:  # pragma: no cover
    """Solve [G 1; 1 0][w; m] = [c; 1] on the active donors by Gaussian elimination."""
    size = len(active)
    m = size + 1
    system = np.empty((m, m + 1))
    for a in range(size):
        for b in range(size):
            system[a, b] = gram[active[a], active[b]]
        system[a, a] += 1e-12 * scale
        system[a, size] = 1.0
        system[a, m] = cross[active[a]]
        system[size, a] = 1.0
    system[size, size] = 0.0
    system[size, m] = 1.0
    for column in range(m):
        pivot = column
        for row in range(column + 1, m):
            if abs(system[row, column]) > abs(system[pivot, column]):
                pivot = row
        if pivot != column:
            for k in range(column, m + 1):
                entry = system[column, k]
                system[column, k] = system[pivot, k]
                system[pivot, k] = entry
        for row in range(column + 1, m):
            factor = system[row, column] / system[column, column]
            if factor != 0.0:
                for k in range(column, m + 1):
                    system[row, k] -= factor * system[column, k]
    solution = np.empty(m)
    for row in range(m - 1, -1, -1):
        value = system[row, m]
        for k in range(row + 1, m):
            value -= system[row, k] * solution[k]
        solution[row] = value / system[row, row]
    return solution[:size]
