"""A change in per cent from a log rate ratio."""

from __future__ import annotations

from typing import overload

import numpy as np


@overload
def percent_change(log_ratio: float) -> float: ...
@overload
def percent_change(log_ratio: None) -> None: ...
def percent_change(log_ratio: float | None) -> float | None:
    """Return the change in per cent (-20: a fifth fewer); None where there is no ratio."""
    return None if log_ratio is None else float(100 * np.expm1(log_ratio))
