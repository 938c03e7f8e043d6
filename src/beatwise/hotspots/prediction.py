"""Where next quarter's incidents will be: a shrunken, decayed rate for each unit.

A unit's own months are its best evidence, but a market town's units have few incidents, so each
rate is drawn towards what its surroundings suggest. With month weights ``w_t = 2^(−age/half-life)``

    risk_i = (Σ_t w_t·y_it + a·prior_i) / (Σ_t w_t + a)

where ``prior_i`` mixes the decayed rate of the unit's neighbours with the overall rate, and ``a``
is the strength of the prior in months. Poisson-gamma empirical Bayes (Marshall 1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import UsageError


if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What each unit should expect a month in the coming months, and why.

    Parameters
    ----------
    risk
        Expected incidents a month, (n_units,). Rank units by it, highest first.
    parts
        What makes up ``risk``, each (n_units,), summing to it: ``own`` (the unit's own months),
        ``nearby`` (its neighbours), ``other types`` (other kinds at the same place),
        ``everywhere`` (the overall rate).
    settings
        The numbers the formula used, by name.
    """

    risk: Floats
    parts: Mapping[str, Floats]
    settings: Mapping[str, float]


def predict(
    counts: NDArray[np.floating],
    months: NDArray[np.integer],
    neighbours: csr_array,
    *,
    context: Mapping[str, NDArray[np.floating]] | None = None,
    half_life: float = 12.0,
    strength: float = 1.5,
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
        Counts of other kinds in the same units and months, by name, each like ``counts``.

    Raises ``UsageError`` when the shapes do not fit.
    """
    y, m = _checked(counts, months)
    weights = 0.5 ** ((m.max() - m) / half_life)
    own = y @ weights
    exposure = float(weights.sum())
    overall = float(own.mean() / exposure) if len(own) else 0.0
    degree = np.asarray(neighbours.sum(axis=1), dtype=float).reshape(-1)
    around = (np.asarray(neighbours @ own) + 2 * overall * exposure) / ((degree + 2) * exposure)
    share = exposure / (exposure + strength)
    parts = {
        "own": share * own / exposure,
        "nearby": (1 - share) * 0.5 * around,
        "other types": np.zeros(len(own)),
        "everywhere": np.full(len(own), (1 - share) * 0.5 * overall),
    }
    return Prediction(
        risk=np.sum(list(parts.values()), axis=0) if len(own) else np.zeros(0),
        parts=parts,
        settings={"half_life_months": half_life, "strength_months": strength},
    )


def _checked(
    counts: NDArray[np.floating], months: NDArray[np.integer]
) -> tuple[Floats, NDArray[np.int64]]:
    y = np.asarray(counts, dtype=np.float64)
    m = np.asarray(months, dtype=np.int64)
    if y.ndim != 2 or m.shape != (y.shape[1],) or m.size == 0:
        raise UsageError(
            f"Counts of shape {y.shape} do not fit {m.size} months.",
            next_step="Give counts as units × months, one column for each month number.",
        )
    if len(np.unique(m)) != len(m):
        raise UsageError("A month is given twice.", next_step="Add its columns together first.")
    return y, m
