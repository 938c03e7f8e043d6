"""How far the densest places depend on the bandwidth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.hotspots.density.grid import Grid
from beatwise.hotspots.density.surface import density


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far the densest cells depend on the bandwidth.

    ``overlap[i]`` is the share of the densest cells (``share`` of the area) that bandwidth i has
    in common with ``reference``; ``captured[i]`` the share of points that lie in i's cells.
    """

    bandwidths: np.ndarray
    overlap: np.ndarray
    captured: np.ndarray
    reference: float
    share: float


def bandwidth_sensitivity(
    x: np.ndarray,
    y: np.ndarray,
    grid: Grid,
    bandwidths: Sequence[float],
    *,
    reference: float,
    share: float = 0.02,
    inside: np.ndarray | None = None,
) -> Sensitivity:
    """Compare the densest cells at several bandwidths (metres) with those at ``reference``.

    ``share`` is the share of the study area that counts as densest. Points as in :func:`density`,
    edges renormalised. The bandwidth matters much more than the cell (Chainey 2013).
    """
    at = density(x, y, grid, reference, inside=inside).top(share)
    in_study = grid.within(x, y, inside)
    row, column = grid.cell_of(x[in_study], y[in_study])
    overlap, captured = [], []
    for bandwidth in bandwidths:
        top = density(x, y, grid, bandwidth, inside=inside).top(share)
        overlap.append((top & at).sum() / at.sum())
        captured.append(top[row, column].mean() if len(row) else np.nan)
    return Sensitivity(
        np.asarray(bandwidths, dtype=float), np.array(overlap), np.array(captured), reference, share
    )
