"""How far hot cells chosen on snapped points agree with the truth: a simulated town."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree


TOWN, EVENTS, SEEDS = 4000.0, 12_000, 10
CELLS = (50, 100, 150, 200, 250)
EXPECTED = {  # overlap and captured share of the 20 highest cells, by map-point spacing
    80: ((0.24, 0.60, 0.67, 0.82, 0.85), (0.26, 0.67, 0.75, 0.87, 0.92)),
    120: ((0.17, 0.40, 0.60, 0.73, 0.76), (0.28, 0.57, 0.71, 0.83, 0.83)),
    160: ((0.08, 0.36, 0.51, 0.63, 0.72), (0.13, 0.47, 0.55, 0.73, 0.83)),
}


def true_points(rng: np.random.Generator) -> np.ndarray:
    """12,000 events at 720 venues, a sixth of them round the centre, a few very busy."""
    centre = rng.normal((2000, 2000), (250, 120), (120, 2))
    venues = np.vstack([centre, rng.uniform(0, TOWN, (600, 2))])
    weights = rng.pareto(1.2, 720) + 0.05
    chosen = rng.choice(720, EVENTS, p=weights / weights.sum())
    return venues[chosen] + rng.normal(0, 8, (EVENTS, 2))


def snapped(points: np.ndarray, spacing: float, rng: np.random.Generator) -> np.ndarray:
    """Move every event to its nearest point of a jittered square lattice."""
    line = np.arange(spacing / 2, TOWN, spacing)
    lattice = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    lattice = lattice + rng.uniform(-0.4, 0.4, lattice.shape) * spacing
    return lattice[cKDTree(lattice).query(points)[1]]


def counts_on(points: np.ndarray, cell: float) -> np.ndarray:
    """Events a cell of the square grid, points beyond the town's edge put in the edge cells."""
    side = int(np.ceil(TOWN / cell))
    place = np.clip((points // cell).astype(int), 0, side - 1)
    return np.bincount(place[:, 1] * side + place[:, 0], minlength=side * side)


def agreement(spacing: float) -> np.ndarray:
    """Overlap and captured share by cell size, (2, 5), mean of ten seeds."""
    got = np.zeros((SEEDS, 2, len(CELLS)))
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        points = true_points(rng)
        moved = snapped(points, spacing, rng)
        for i, cell in enumerate(CELLS):
            truth, seen = counts_on(points, cell), counts_on(moved, cell)
            best = np.argsort(-truth, kind="stable")[:20]
            chosen = np.argsort(-seen, kind="stable")[:20]
            got[seed, 0, i] = len(np.intersect1d(best, chosen)) / 20
            got[seed, 1, i] = truth[chosen].sum() / truth[best].sum()
    return got.mean(axis=0)


@pytest.fixture(scope="module")
def table() -> dict[int, np.ndarray]:
    return {spacing: agreement(spacing) for spacing in EXPECTED}


@pytest.mark.parametrize("spacing", EXPECTED)
def test_agreement_has_the_reference_size(table, spacing):
    """Overlap is within .08 of the reference run at each cell size and spacing."""
    assert table[spacing][0] == pytest.approx(np.array(EXPECTED[spacing][0]), abs=0.08)


def test_agreement_rises_with_cell_size_and_falls_with_spacing(table):
    """Larger cells agree better, wider map points worse."""
    for spacing in EXPECTED:
        assert table[spacing][0][0] < table[spacing][0][1] < table[spacing][0][3]
    for i in range(len(CELLS)):
        assert table[80][0][i] > table[160][0][i]


def test_cells_under_200_m_do_not_support_a_hot_spot(table):
    """At 50 m fewer than a third of the top cells are right, at 200 m most are."""
    assert max(table[spacing][0][0] for spacing in EXPECTED) < 1 / 3
    assert min(table[spacing][0][3] for spacing in EXPECTED) > 0.55
