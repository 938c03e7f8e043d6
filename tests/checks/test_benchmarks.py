"""The benchmarks fit the code that they measure: each can be loaded with what it shares."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.parametrize(
    "name", sorted({p.stem for p in ROOT.glob("*.py")} - {"__init__", "__main__"})
)
def test_a_benchmark_can_be_loaded(name: str) -> None:
    """A name that was moved or removed is noticed before the next long run."""
    importlib.import_module(f"benchmarks.{name}")
