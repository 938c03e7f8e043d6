"""Did it work, for whom, at what cost, and how sure can we be."""

from __future__ import annotations

from importlib import import_module
from typing import Any


_NAMES: dict[str, str] = {
    "detectable_effect": "power.detectable_effect",
    "displacement_quotient": "estimators.counts.displacement_quotient",
    "e_test": "estimators.counts.rate_ratio",
    "permutation_test": "estimators.permutation",
    "poisson_did": "estimators.poisson_did",
    "synthetic_control": "estimators.synthetic_control",
    "wdd": "estimators.counts.displacement",
    "wdd_harm": "estimators.counts.displacement",
}

__all__ = sorted(_NAMES)


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        return getattr(import_module(f"beatwise.evaluation.{_NAMES[name]}"), name)
    raise AttributeError(f"module 'beatwise.evaluation' has no attribute '{name}'")
