"""Did it work, for whom, at what cost, and how sure can we be."""

from __future__ import annotations

from importlib import import_module
from typing import Any


_NAMES: dict[str, str] = {
    "detectable_effect": "detectable",
    "displacement_quotient": "displacement",
    "e_test": "rates",
    "permutation_test": "permutation",
    "poisson_did": "panel",
    "synthetic_control": "synthetic",
    "wdd": "displacement",
    "wdd_harm": "displacement",
}

__all__ = sorted(_NAMES)


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        return getattr(import_module(f"beatwise.evaluation.{_NAMES[name]}"), name)
    raise AttributeError(f"module 'beatwise.evaluation' has no attribute '{name}'")
