"""Programmes of like areas."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.power.programme import Programme


def programme(treated: int = 12, comparison: int = 12, mean: float = 5.0) -> Programme:
    areas = treated + comparison
    return Programme(
        np.full(areas, mean), np.arange(areas) < treated, np.zeros(areas, np.int64), 24, 12
    )
