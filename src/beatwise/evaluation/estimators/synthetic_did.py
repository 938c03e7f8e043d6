"""Synthetic difference-in-differences, from the optional ``[did]`` extra, and the plain kind.

Arkhangelsky, Athey, Hirshberg, Imbens & Wager 2021. In our calibration it finds no more than the
Poisson difference-in-differences does, so it is a cross-check and not the default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from beatwise.errors import MissingData
from beatwise.evaluation.estimators.study_panel import Panel, panel


if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class MeanDifference:
    """The treated areas' mean change against the comparison, in the unit of the counts."""

    estimate: float
    standard_error: float | None
    interval: tuple[float, float] | None
    p_value: float | None
    method: str


def mean_did(counts: ArrayLike, treated: ArrayLike, start: ArrayLike) -> MeanDifference:
    """Return the plain difference of mean changes; one common start."""
    units = panel(counts, treated, start)
    first = _first(units)
    change = units.counts[:, first:].mean(axis=1) - units.counts[:, :first].mean(axis=1)
    estimate = float(change[units.treated].mean() - change[~units.treated].mean())
    return MeanDifference(estimate, None, None, None, "difference of mean changes")


def synthetic_did(
    counts: ArrayLike, treated: ArrayLike, start: ArrayLike, *, placebos: int = 0, seed: int = 1
) -> MeanDifference:
    """Return synthetic difference-in-differences; ``placebos`` replications for the error.

    Raises ``MissingData`` when the ``[did]`` extra is not installed.
    """
    try:
        from diff_diff import SyntheticDiD
    except ImportError as error:
        raise MissingData(
            "synthetic difference-in-differences needs the 'did' extra.",
            next_step="Install it: pip install 'beatwise[did]'",
        ) from error
    units = panel(counts, treated, start)
    first = _first(units)
    result = SyntheticDiD(
        variance_method="placebo", n_bootstrap=max(placebos, 2), seed=seed
    ).fit(
        _long(units, first), outcome="outcome", unit="unit", time="time", treatment="treated",
        post_periods=list(range(first, units.counts.shape[1])),
    )  # fmt: skip
    with_error = placebos > 1
    return MeanDifference(
        estimate=float(result.att),
        standard_error=float(result.se) if with_error else None,
        interval=tuple(float(end) for end in result.conf_int) if with_error else None,  # type: ignore[arg-type]
        p_value=float(result.p_value) if with_error else None,
        method="synthetic difference-in-differences (diff-diff)",
    )


def _first(units: Panel) -> int:
    units.before_after()  # refuses stepped starts
    return int(units.start[units.treated][0])


def _long(units: Panel, first: int) -> pd.DataFrame:
    import pandas as pd

    areas, months = units.counts.shape
    unit, time = np.repeat(np.arange(areas), months), np.tile(np.arange(months), areas)
    return pd.DataFrame(
        {
            "unit": unit,
            "time": time,
            "outcome": units.counts.ravel(),
            "treated": units.treated[unit].astype(int),
        }
    )
