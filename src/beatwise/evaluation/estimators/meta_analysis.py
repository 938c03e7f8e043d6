"""Random-effects meta-analysis of changes, with the interval that a new programme may expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.stats import chi2
from scipy.stats import t as student

from beatwise.errors import BadInput, Refused


WIDEST_RATIO = 4.0  # from a halving to a doubling: a wider prediction predicts nothing
TOO_FEW = "With fewer than three studies no interval for a new programme can be given."
_FURTHER = "its interval would reach further than from a halving to a doubling."
DO_NOT_AGREE = f"The studies do not agree enough to predict a new programme: {_FURTHER}"
TOO_SMALL = f"The studies are too few or too small to predict a new programme: {_FURTHER}"


@dataclass(frozen=True, slots=True)
class MetaAnalysis:
    """The pooled log rate ratio of several studies.

    Parameters
    ----------
    estimate, standard_error, interval
        The mean over studies (Hartung-Knapp, never narrower than the usual error).
    prediction
        Where a new study would lie; None for fewer than three. Show ``shown_prediction`` instead.
    tau
        Standard deviation of true effects between studies, log scale.
    i_squared
        Share of the spread that is between studies.
    weights
        (studies,) summing to 1.
    """

    estimate: float
    standard_error: float
    interval: tuple[float, float]
    prediction: tuple[float, float] | None
    p_value: float
    tau: float
    i_squared: float
    q: float
    q_p_value: float
    weights: tuple[float, ...]
    studies: int

    @property
    def shown_prediction(self) -> tuple[float, float] | None:
        """The prediction where it says something: rate ratios at most fourfold apart."""
        if self.prediction is None or self.prediction[1] - self.prediction[0] > log(WIDEST_RATIO):
            return None
        return self.prediction

    @property
    def why_no_prediction(self) -> str:
        """Why no prediction is shown; empty where one is."""
        if self.shown_prediction is not None:
            return ""
        if self.prediction is None:
            return TOO_FEW
        return DO_NOT_AGREE if self.tau > 0 else TOO_SMALL


def meta_analysis(
    effects: Sequence[float], errors: Sequence[float], *, alpha: float = 0.05
) -> MetaAnalysis:
    """Pool log rate ratios with standard errors (DerSimonian & Laird 1986).

    The interval is Hartung & Knapp's, its factor held at 1 or more; the prediction interval is that
    of Higgins, Thompson & Spiegelhalter 2009. Refused for fewer than two studies; ``BadInput`` for
    errors that are not above 0.
    """
    y, se = np.asarray(effects, dtype=float), np.asarray(errors, dtype=float)
    if y.shape != se.shape or not (se > 0).all() or not np.isfinite(y).all():
        raise BadInput("each study needs an effect and a standard error above 0.")
    k = len(y)
    if k < 2:
        raise Refused(
            f"{k} study with an interval cannot be pooled.",
            next_step="Add studies that print an interval.",
        )
    fixed = 1 / se**2
    q = float((fixed * (y - (fixed @ y) / fixed.sum()) ** 2).sum())
    spare = fixed.sum() - (fixed**2).sum() / fixed.sum()
    tau2 = max(0.0, (q - (k - 1)) / spare)
    weight = 1 / (se**2 + tau2)
    mean = float(weight @ y / weight.sum())
    plain = 1 / weight.sum()
    factor = max(1.0, float((weight * (y - mean) ** 2).sum()) / (k - 1))
    error = sqrt(plain * factor)
    reach = float(student.ppf(1 - alpha / 2, k - 1)) * error
    prediction = None
    if k >= 3:
        far = float(student.ppf(1 - alpha / 2, k - 2)) * sqrt(tau2 + plain)
        prediction = (mean - far, mean + far)
    return MetaAnalysis(
        estimate=mean,
        standard_error=error,
        interval=(mean - reach, mean + reach),
        prediction=prediction,
        p_value=float(2 * student.sf(abs(mean) / error, k - 1)),
        tau=sqrt(tau2),
        i_squared=max(0.0, 1 - (k - 1) / q) if q > 0 else 0.0,
        q=q,
        q_p_value=float(chi2.sf(q, k - 1)),
        weights=tuple((weight / weight.sum()).tolist()),
        studies=k,
    )
