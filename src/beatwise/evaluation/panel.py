"""Poisson difference-in-differences: closed form for one start date, iterative for several.

With one start date the two-way fixed-effects Poisson coefficient equals
ln(T1/T0) - ln(C1/C0), so nothing has to be fitted. The standard error is the cluster-robust CR3
with Satterthwaite degrees of freedom, which keeps its promise with a dozen areas a side.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student

from beatwise.errors import Refused
from beatwise.evaluation.panel_input import Panel, panel


FEWEST_TREATED_FOR_CR3 = 6


@dataclass(frozen=True, slots=True)
class PoissonDifference:
    """A log rate ratio with its CR3 interval, and the same as a percentage change.

    ``standard_error``, ``interval`` and ``p_value`` are None where an area stands alone in its
    group, for then its own noise cannot be told from the effect.
    """

    estimate: float
    standard_error: float | None
    degrees_of_freedom: float | None
    interval: tuple[float, float] | None
    p_value: float | None
    alpha: float
    treated_areas: int
    comparison_areas: int
    method: str

    @property
    def percent(self) -> float:
        """The change in per cent; -20 means a fifth fewer than expected."""
        return 100 * (exp(self.estimate) - 1)

    @property
    def percent_interval(self) -> tuple[float, float] | None:
        """The interval in per cent."""
        if self.interval is None:
            return None
        low, high = self.interval
        return 100 * (exp(low) - 1), 100 * (exp(high) - 1)

    @property
    def cr3_is_default(self) -> bool:
        """Whether enough areas were treated for this interval to be the default."""
        return self.standard_error is not None and self.treated_areas >= FEWEST_TREATED_FOR_CR3


def poisson_did(
    counts: ArrayLike, treated: ArrayLike, start: Any, *, alpha: float = 0.05
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
        For a panel that cannot be read (see ``panel_input.panel``).
    Refused
        Where one of the four totals is 0: the ratio is then undefined.
    """
    checked = panel(counts, treated, start)
    if checked.common_start is None:
        from beatwise.evaluation.stepped import fit_stepped

        return fit_stepped(checked, alpha)
    before, after = checked.before_after()
    estimate = _log_ratio(checked, before, after)
    return with_interval(
        estimate, cr3(before, after, checked.treated), checked, alpha, "closed form"
    )


def _log_ratio(checked: Panel, before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    mask = checked.treated
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
) -> tuple[float, float] | None:
    """Return the CR3 variance of the log rate ratio and its Satterthwaite degrees of freedom.

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
    return a + b, freedom


def _cr3_part(before: NDArray[np.float64], after: NDArray[np.float64]) -> tuple[float, int] | None:
    totals = before + after
    whole = totals.sum()
    if np.count_nonzero(totals) < 2:
        return None
    share_after = after.sum() / whole
    score = (after - totals * share_after) / (1 - totals / whole)
    information = whole * share_after * (1 - share_after)
    return float(np.square(score).sum() / information**2), len(totals)


def with_interval(
    estimate: float,
    spread: tuple[float, float] | None,
    checked: Panel,
    alpha: float,
    method: str,
) -> PoissonDifference:
    """Join an estimate and its (variance, degrees of freedom) into the result."""
    treated = int(checked.treated.sum())
    areas = (treated, len(checked.treated) - treated)
    if spread is None:
        return PoissonDifference(estimate, None, None, None, None, alpha, *areas, method)
    variance, freedom = spread
    error = sqrt(variance)
    reach = float(student.ppf(1 - alpha / 2, freedom)) * error
    return PoissonDifference(
        estimate=estimate,
        standard_error=error,
        degrees_of_freedom=freedom,
        interval=(estimate - reach, estimate + reach),
        p_value=float(2 * student.sf(abs(estimate) / error, freedom)),
        alpha=alpha,
        treated_areas=areas[0],
        comparison_areas=areas[1],
        method=method,
    )
