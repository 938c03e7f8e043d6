"""Poisson difference-in-differences: closed form for one start date, iterative for several.

With one start date the two-way fixed-effects Poisson coefficient equals
ln(T1/T0) - ln(C1/C0), so nothing has to be fitted. The standard error is the cluster-robust CR3
with Satterthwaite degrees of freedom, which keeps its promise with a dozen areas a side.
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import Refused
from beatwise.evaluation.estimators.rate_ratio_result import (
    PoissonDifference,
    Spread,
    with_interval,
)
from beatwise.evaluation.estimators.stepped.stepped_did import fit_stepped
from beatwise.evaluation.estimators.study_panel import Panel, panel


def poisson_did(
    counts: ArrayLike, treated: ArrayLike, start: ArrayLike, *, alpha: float = 0.05
) -> PoissonDifference:
    """Return the Poisson difference-in-differences of treated against comparison areas.

    Parameters
    ----------
    counts
        (areas, months) incidents.
    treated
        (areas,) True where patrols were assigned.
    start
        The first treated month as a column index, or one index for each area (stepped starts).
    alpha
        One minus the coverage of the interval.

    Raises
    ------
    BadInput
        For a panel that cannot be read (see ``study_panel.panel``).
    Refused
        Where one of the four totals is 0: the ratio is then undefined.
    """
    return panel_did(panel(counts, treated, start), alpha)


def panel_did(units: Panel, alpha: float) -> PoissonDifference:
    """Return the same of a panel. Raises ``Refused`` where one of the four totals is 0.

    Units that never had an incident are not counted.
    """
    units = units.informative()
    if not units.treated.any():
        raise Refused(
            "No incident was counted in treated before, so no rate ratio exists.",
            next_step="Pool more months or areas, as the protocol allows, or report counts.",
        )
    if units.common_start is None:
        return fit_stepped(units, alpha)
    before, after = units.before_after()
    estimate = _log_ratio(units, before, after)
    return with_interval(estimate, cr3(before, after, units.treated), units, alpha, "closed form")


def _log_ratio(units: Panel, before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    mask = units.treated
    totals = {
        "treated before": before[mask].sum(),
        "treated after": after[mask].sum(),
        "comparison before": before[~mask].sum(),
        "comparison after": after[~mask].sum(),
    }
    for name, total in totals.items():
        if total == 0:
            raise Refused(
                f"No incident was counted in {name}, so no rate ratio exists.",
                next_step="Pool more months or areas, as the protocol allows, or report counts.",
            )
    t0, t1, c0, c1 = totals.values()
    return log(t1 / t0) - log(c1 / c0)


def cr3(
    before: NDArray[np.float64], after: NDArray[np.float64], treated: NDArray[np.bool_]
) -> Spread | None:
    """Return the CR3 variance of the log rate ratio with Satterthwaite degrees of freedom.

    ``before`` and ``after`` are each area's totals. None where a group has a single area with
    incidents. Each group contributes the sum of (s_i / (1 - n_i / n))^2 / H^2 with
    s_i = y1_i - n_i p and H = sum n_i p (1 - p).
    """
    first, second = (_cr3_part(before[side], after[side]) for side in (treated, ~treated))
    if first is None or second is None:
        return None
    (a, a_areas), (b, b_areas) = first, second
    if a + b == 0:
        return None
    freedom = (a + b) ** 2 / (a**2 / (a_areas - 1) + b**2 / (b_areas - 1))
    return Spread(a + b, freedom)


def _cr3_part(before: NDArray[np.float64], after: NDArray[np.float64]) -> tuple[float, int] | None:
    totals = before + after
    whole = totals.sum()
    if np.count_nonzero(totals) < 2:
        return None
    share_after = after.sum() / whole
    score = (after - totals * share_after) / (1 - totals / whole)
    information = whole * share_after * (1 - share_after)
    return float(np.square(score).sum() / information**2), int(np.count_nonzero(totals))
