"""One outcome's effect under a protocol."""

from __future__ import annotations

import pytest
from tests.unit.evaluation.worlds import stepped_material

from beatwise.evaluation.result.effect import contrast


def test_prevented_incidents_are_those_of_months_on_patrol() -> None:
    """Counts off and on patrol by hand: 12 areas, 24 months, starts every second month."""
    world = stepped_material(0.5)
    effect = contrast(world, world.panel("shoplifting"), 0.05)
    on = sum(2 * (12 - 2 * step) for step in range(6))
    assert effect.totals == ((12 * 24 - on) * 12, on * 6, 0, 0)
    assert effect.percent == pytest.approx(-50)
