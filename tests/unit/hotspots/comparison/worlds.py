"""A town of forty cells in a row to compare rankings on."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.comparison import (
    count,
)


def town(seed: int = 0, months: int = 14):
    """Forty cells in a row, two kinds; each incident at its cell's middle."""
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.5, 2.0, 40)
    parts = []
    for kind, share in (("shoplifting", 1.0), ("violence", 2.0)):
        counts = rng.poisson(share * rate[:, None], (40, months))
        cell, month = np.nonzero(counts)
        times = counts[cell, month]
        parts.append((np.repeat(cell, times), np.repeat(month, times), [kind] * times.sum()))
    cell, month, kind = (np.concatenate(column) for column in zip(*parts, strict=True))
    return count(cell * 200.0 + 100, np.full(len(cell), 100.0), month + 24300, kind, 200.0)
