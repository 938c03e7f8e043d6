"""A log rate ratio with its interval: what every difference-in-differences returns."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, sqrt
from typing import NamedTuple

from scipy.stats import t as student

from beatwise.evaluation.estimators.study_panel import Panel


FEWEST_TREATED_FOR_CR3 = 6
LARGEST_LOG = 700.0  # e to this is about the largest number there is


class Spread(NamedTuple):
    """The variance of a log rate ratio, with its degrees of freedom."""

    variance: float
    degrees_of_freedom: float


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
        return _percent(low), _percent(high)

    @property
    def cr3_is_default(self) -> bool:
        """Whether enough areas were treated for this interval to be the default."""
        return self.standard_error is not None and self.treated_areas >= FEWEST_TREATED_FOR_CR3


def _percent(log_ratio: float) -> float:
    """Return a change in per cent; endless where the ratio is beyond any number."""
    return 100 * (exp(log_ratio) - 1) if log_ratio < LARGEST_LOG else inf


def with_interval(
    estimate: float,
    spread: Spread | None,
    units: Panel,
    alpha: float,
    method: str,
) -> PoissonDifference:
    """Join an estimate and its spread into the result."""
    treated = int(units.treated.sum())
    areas = (treated, len(units.treated) - treated)
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
