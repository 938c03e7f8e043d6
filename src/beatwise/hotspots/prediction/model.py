"""The prediction: a rate drawn from the unit's own months and from what surrounds it.

A unit's own months are its best evidence, but most units of a market town have few incidents, so
each rate is drawn towards what its surroundings suggest (Poisson-gamma linear credibility,
Bühlmann 1967; Marshall 1991 for maps)::

    risk = (S + a·π) / (E + a)

    S = Σ_t w_t·y_t        the unit's own incidents, a month of age g weighing w = 2^(−g/h)
    E = Σ_t w_t            the months that is evidence from
    π = b₁·long run + b₂·nearby + b₃·other types + b₄·everywhere      (the prior rate)

``h`` (half-life), ``a`` (strength, in months) and the four ``b ≥ 0`` are fitted by standing at the
end of earlier training months and predicting those that followed. Nothing after the last training
month is used. Because everything is an addition, each risk falls apart into what each part gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import UsageError
from beatwise.hotspots.prediction.fitting import Lesson, fit, origins
from beatwise.hotspots.prediction.ingredients import Floats, gather
from beatwise.hotspots.prediction.settings import INGREDIENTS, Settings


if TYPE_CHECKING:
    from scipy.sparse import csr_array

PARTS = ("own months", *INGREDIENTS)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What each unit should expect in a coming month, and why.

    Parameters
    ----------
    risk
        Expected incidents a month, (n_units,). Rank units by it, highest first.
    parts
        What makes up ``risk``: one (n_units,) array for each of ``PARTS``, summing to it.
    settings
        The numbers the formula used, fitted to these months.
    n_origins
        How many times an earlier month was stood in to fit them; 0 means the defaults.
    """

    risk: Floats
    parts: Mapping[str, Floats]
    settings: Settings
    n_origins: int


def predict(
    counts: NDArray[np.floating],
    months: NDArray[np.integer],
    neighbours: csr_array,
    *,
    context: Mapping[str, NDArray[np.floating]] | None = None,
    settings: Settings | None = None,
) -> Prediction:
    """Predict each unit's incidents a month in the months after the last one given.

    Parameters
    ----------
    counts
        Incidents of the kind in question, (n_units, n_months), at least one month.
    months
        The month number of each column (``year * 12 + month - 1``), each once, in any order.
        A month without data is left out, never given as zeros.
    neighbours
        Which units touch which, (n_units, n_units), without the unit itself.
    context
        Counts of other kinds in the same units and months, by name, each shaped like ``counts``.
    settings
        Use these numbers instead of fitting them.

    Raises ``UsageError`` when shapes do not fit or a count is negative or not a number.
    """
    y, m, other = _checked(counts, months, context)
    if neighbours.shape != (len(y), len(y)):
        raise UsageError(
            f"Neighbours of shape {neighbours.shape} do not fit {len(y)} units.",
            next_step="Give one row and one column for each unit.",
        )
    if not y.any():
        other = np.zeros_like(y)  # none of this kind anywhere: no risk, whatever else happens
    used = [] if settings else origins(m)
    if settings is None:
        settings = fit([_lesson(y, m, neighbours, other, k, ahead) for k, ahead in used])
    parts = _parts(y, m, neighbours, other, settings)
    return Prediction(np.sum(list(parts.values()), axis=0), parts, settings, len(used))


def _lesson(
    y: Floats, m: NDArray[np.int64], neighbours: csr_array, other: Floats, known: int, ahead: int
) -> Lesson:
    evidence = gather(y[:, :known], m[:known], neighbours, other[:, :known])
    return Lesson(evidence, y[:, known : known + ahead].mean(axis=1), ahead)


def _parts(
    y: Floats, m: NDArray[np.int64], neighbours: csr_array, other: Floats, settings: Settings
) -> dict[str, Floats]:
    evidence = gather(y, m, neighbours, other)
    total, exposure = evidence.own(settings.half_life)
    share = settings.strength / (exposure + settings.strength)
    prior = evidence.ingredients * np.array(settings.worth) * share
    return {PARTS[0]: total / (exposure + settings.strength)} | dict(
        zip(INGREDIENTS, prior.T, strict=True)
    )


def _checked(
    counts: NDArray[np.floating],
    months: NDArray[np.integer],
    context: Mapping[str, NDArray[np.floating]] | None,
) -> tuple[Floats, NDArray[np.int64], Floats]:
    y = np.asarray(counts, dtype=np.float64)
    m = np.asarray(months, dtype=np.int64)
    if y.ndim != 2 or m.shape != (y.shape[1],) or m.size == 0:
        raise UsageError(
            f"Counts of shape {y.shape} do not fit {m.size} months.",
            next_step="Give counts as units × months, one column for each month number.",
        )
    if len(np.unique(m)) != len(m):
        raise UsageError("A month is given twice.", next_step="Add its columns together first.")
    other = np.zeros_like(y)
    for name, values in (context or {}).items():
        if np.shape(values) != y.shape:
            raise UsageError(
                f"Context '{name}' has shape {np.shape(values)}, the counts {y.shape}.",
                next_step="Count every kind in the same units and months.",
            )
        other = other + values
    for what in (y, other):
        if not (np.isfinite(what).all() and (what >= 0).all()):
            raise UsageError(
                "A count is negative or not a number.",
                next_step="Leave out the columns of months without data.",
            )
    order = np.argsort(m)
    return y[:, order], m[order], other[:, order]
