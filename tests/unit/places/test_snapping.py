"""What snapped locations can support, and that the refusal tells why."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import Refused
from beatwise.places.snapping import check_size


def test_small_cells_are_refused_with_the_figures() -> None:
    """Under 200 m is refused, with how far cells of 50, 100 and 200 m agree with the truth."""
    with pytest.raises(Refused, match=r"24% at 50 m, 60% at 100 m, 82% at 200 m") as refusal:
        check_size(150)
    assert "--why" in str(refusal.value.next_step)


def test_a_reason_lifts_the_refusal_and_is_kept() -> None:
    """With a reason the words to print hold it; an empty reason is none."""
    assert "one arcade" in str(check_size(100, why="one arcade"))
    with pytest.raises(Refused):
        check_size(100, why="  ")


def test_two_hundred_metres_needs_no_reason() -> None:
    """At 200 m nothing has to be said."""
    assert check_size(200) is None


def overlap(size: float, spacing: float, seed: int) -> float:
    """Return the agreement of the 20 busiest cells before and after snapping (oracle's world)."""
    rng = np.random.default_rng(seed)
    venues = 4_000 * rng.random((400, 2))
    weight = rng.pareto(1.2, 400) + 0.1
    at = rng.choice(400, 12_000, p=weight / weight.sum())
    true = venues[at] + rng.normal(0, 8, (12_000, 2))
    line = np.arange(spacing / 2, 4_000, spacing)
    lattice = np.array(np.meshgrid(line, line)).reshape(2, -1).T
    lattice += rng.uniform(-0.4, 0.4, lattice.shape) * spacing
    from scipy.spatial import cKDTree

    snapped = lattice[cKDTree(lattice).query(true)[1]]
    return len(_top(true, size) & _top(snapped, size)) / 20


def _top(at: np.ndarray, size: float) -> set[tuple[int, int]]:
    cells, count = np.unique(np.floor(at / size).astype(int), axis=0, return_counts=True)
    return {tuple(c) for c in cells[np.argsort(-count, kind="stable")[:20]].tolist()}


def test_agreement_rises_with_cell_size() -> None:
    """In a made-up town snapped 80 m apart, larger cells agree better with the truth."""
    mean = [np.mean([overlap(size, 80, seed) for seed in range(3)]) for size in (50, 100, 200)]
    assert mean[0] < mean[1] < mean[2]
    assert mean[0] < 0.5
