"""The methods that are compared: each scores the occupied cells from training months only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beatwise.hotspots.comparison.baselines import (
    gi_star_order,
    kernel_mass,
    last_quarter,
    then_by,
)
from beatwise.hotspots.comparison.cell_counts import CellCounts
from beatwise.hotspots.prediction import predict


Method = str
BANDWIDTHS = (50.0, 100.0, 150.0, 200.0, 300.0, 400.0)
OURS, OURS_OLDER = "prediction", "prediction, older months too"
COUNTS, COUNTS_TIES = "training counts", "training counts, ties by all kinds"
QUARTER, GI = "last quarter", "Gi* order"
KERNEL = "kernel density"


def score_cells(
    counted: CellCounts,
    kind: str,
    occupied: np.ndarray,
    train: tuple[int, ...],
    bandwidths: Sequence[float],
    older: bool,
) -> dict[Method, np.ndarray]:
    """Score the occupied cells by every method, from training months only."""
    earlier = counted.columns(train)
    near = counted.neighbours[occupied][:, occupied]
    counts = counted.by_type[kind][occupied][:, earlier]
    totals = np.sum([c[occupied][:, earlier].sum(axis=1) for c in counted.by_type.values()], axis=0)
    summed = counts.sum(axis=1)
    scores = {OURS: _predicted(counted, kind, occupied, train)}
    history = tuple(int(m) for m in counted.months if m <= max(train))
    if older and len(history) > len(train):
        ever_occupied = np.flatnonzero(
            np.sum(
                [c[:, counted.columns(history)].sum(axis=1) for c in counted.by_type.values()], 0
            )
        )
        scores[OURS_OLDER] = _predicted(counted, kind, ever_occupied, history)[
            np.searchsorted(ever_occupied, occupied)
        ]
    scores |= {
        COUNTS: summed,
        COUNTS_TIES: then_by(summed, totals),
        QUARTER: last_quarter(counts, totals),
        GI: gi_star_order(summed, near),
    }
    here = (counted.kind == kind) & np.isin(counted.month, np.array(train))
    for bandwidth in bandwidths:
        mass = kernel_mass(counted.cells, counted.x[here], counted.y[here], bandwidth)
        scores[kernel_name(bandwidth)] = mass[occupied]
    return scores


def kernel_name(bandwidth: float) -> Method:
    """Return the name of the kernel density ordering with this bandwidth in metres."""
    return f"{KERNEL} {bandwidth:g} m"


def _predicted(
    counted: CellCounts, kind: str, cells: np.ndarray, train: tuple[int, ...]
) -> np.ndarray:
    columns = counted.columns(train)
    counts = {name: c[cells][:, columns] for name, c in counted.by_type.items()}
    near = counted.neighbours[cells][:, cells]
    return predict(counts.pop(kind), np.array(train), near, context=counts).risk
