"""Each method's scores of the same cells."""

from __future__ import annotations

import numpy as np
from tests.unit.hotspots.comparison.worlds import town

from beatwise.hotspots.comparison import (
    count,
)
from beatwise.hotspots.comparison.methods import score_cells


def test_later_months_change_no_score():
    """What happens after the training months cannot move a prediction."""
    ground = town()
    months = list(ground.months)
    early = ground.month <= months[9]
    cut = count(ground.x[early], ground.y[early], ground.month[early], ground.kind[early], 200.0)
    cells = np.arange(len(cut.cells))
    same = np.searchsorted(ground.cells.keys, cut.cells.keys)
    one = score_cells(ground, "shoplifting", same, tuple(months[:10]), [100.0], older=True)
    two = score_cells(cut, "shoplifting", cells, tuple(months[:10]), [100.0], older=True)
    assert {m: s.tolist() for m, s in one.items()} == {m: s.tolist() for m, s in two.items()}
