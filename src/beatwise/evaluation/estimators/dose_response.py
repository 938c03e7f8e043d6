"""Did areas with more delivered minutes change more? Shown beside the comparison as assigned.

Minutes are not drawn by lot: more may go where trouble is expected, or where staff are at hand.
The slope describes; it does not show a cause. Grades of evidence of the minutes are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from beatwise.errors import Refused
from beatwise.evaluation.estimators.percent import percent_change


FEWEST = 6
PER_MINUTES = 6_000.0  # 100 hours
GRADES = {
    "A": "background tracker or radio",
    "B": "check-in and check-out at the place",
    "C": "supervisor's return",
}


@dataclass(frozen=True, slots=True, eq=False)
class DoseResponse:
    """The change for each further 100 delivered hours, log scale, over areas.

    ``minutes`` and ``change`` are (areas,), those without incidents too: delivered minutes after
    the start, and the log change of the area's incidents.
    """

    estimate: float
    standard_error: float
    interval: tuple[float, float]
    p_value: float
    alpha: float
    grade: str
    minutes: NDArray[np.float64]
    change: NDArray[np.float64]

    @property
    def percent(self) -> float:
        """The change in per cent for each further 100 hours."""
        return percent_change(self.estimate)


def dose_response(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    minutes: NDArray[np.float64],
    months: tuple[int, int],
    *,
    grade: str = "all",
    alpha: float = 0.05,
) -> DoseResponse:
    """Return the slope of areas' log change on delivered minutes, weighted by their incidents.

    All are (areas,). Areas that never had an incident are left out. Refused for fewer than six
    areas, or where all had the same minutes.
    """
    every_minutes, every_change = minutes, _log_change(before, after, months)
    some = before + after > 0
    before, after, minutes = before[some], after[some], minutes[some]
    if len(minutes) < FEWEST or np.ptp(minutes) == 0:
        raise Refused(
            f"A dose curve needs {FEWEST} areas or more with different minutes; there are "
            f"{len(minutes)}.",
            next_step="Read the comparison as assigned alone.",
        )
    change = _log_change(before, after, months)
    weight = 1 / (1 / (before + 0.5) + 1 / (after + 0.5))
    dose = minutes / PER_MINUTES
    model = np.column_stack([np.ones_like(dose), dose])
    inverse = np.linalg.inv(model.T @ (weight[:, None] * model))
    coefficients = inverse @ (model.T @ (weight * change))
    leverage = weight * np.einsum("ij,jk,ik->i", model, inverse, model)
    residual = (change - model @ coefficients) / np.clip(1 - leverage, 1e-6, None)
    meat = model.T @ ((weight * residual)[:, None] ** 2 * model)
    error = float(np.sqrt((inverse @ meat @ inverse)[1, 1]))
    slope, freedom = float(coefficients[1]), len(dose) - 2
    reach = float(student.ppf(1 - alpha / 2, freedom)) * error
    return DoseResponse(
        estimate=slope,
        standard_error=error,
        interval=(slope - reach, slope + reach),
        p_value=float(2 * student.sf(abs(slope) / max(error, 1e-12), freedom)),
        alpha=alpha,
        grade=grade,
        minutes=every_minutes,
        change=every_change,
    )


def _log_change(
    before: NDArray[np.float64], after: NDArray[np.float64], months: tuple[int, int]
) -> NDArray[np.float64]:
    change: NDArray[np.float64] = np.log((after + 0.5) / months[1])
    change -= np.log((before + 0.5) / months[0])
    return change
