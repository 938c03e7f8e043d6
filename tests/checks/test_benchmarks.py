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


@pytest.mark.parametrize("name", ["soak_calibration", "soak_crossover"])
def test_a_soak_gives_the_same_rows_in_two_processes(name: str, monkeypatch) -> None:
    """Each case is seeded by itself: the table does not depend on who measured it, but for time."""
    soak = importlib.import_module(f"benchmarks.{name}")
    few = (soak.cases() if name == "soak_calibration" else list(soak.CASES))[:2]
    monkeypatch.setattr(soak, "cases", lambda: few, raising=False)
    monkeypatch.setattr(soak, "CASES", few, raising=False)
    alone, spread = ([(row["work"], row["note"], row["met"]) for row in soak.run(4, cluster)]
                     for cluster in (None, "local:2"))  # fmt: skip
    assert len(alone) == 2
    assert spread == alone
