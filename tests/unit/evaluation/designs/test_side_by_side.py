"""Side by side: its totals, and the warning of too few units."""

from __future__ import annotations

import numpy as np
from tests.unit.evaluation.worlds import material

from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.power.programme import Programme


def test_totals_of_areas_side_by_side_are_before_and_after() -> None:
    """Four totals, which add up to every incident."""
    world = material()
    units = world.panel("shoplifting")
    totals = world.design.totals(units)
    assert sum(totals) == units.counts.sum()
    assert totals.treated_before == units.counts[:6, :12].sum()


def test_too_few_units_are_warned_of() -> None:
    """One unit of seven can give no p below a seventh: a test is refused."""
    few = Programme(np.ones(7), np.arange(7) < 1, np.zeros(7, np.int64), 24, 12)
    assert "refused" in str(SideBySide().too_few(few, 0.05))
