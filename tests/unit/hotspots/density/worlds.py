"""A small grid, and points on forty snap points inside it."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.density import Grid


GRID = Grid(left=400_000.0, bottom=300_000.0, cell=50.0, rows=60, columns=80)


def town(n: int = 3000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points on 40 snap points well inside the grid."""
    rng = np.random.default_rng(seed)
    snaps = rng.uniform((401_400, 301_300), (402_600, 301_700), (40, 2))
    chosen = snaps[np.minimum(rng.zipf(1.6, n), 40) - 1]
    return chosen[:, 0], chosen[:, 1]
