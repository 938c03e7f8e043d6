"""How much the densest places depend on the bandwidth."""

from __future__ import annotations

from tests.unit.hotspots.density.worlds import GRID, town

from beatwise.hotspots.density import bandwidth_sensitivity


def test_sensitivity_is_full_agreement_at_the_reference():
    """The reference agrees with itself, and a very different bandwidth agrees less."""
    x, y = town()
    got = bandwidth_sensitivity(x, y, GRID, [100, 200, 800], reference=200, share=0.02)
    assert got.overlap[1] == 1.0
    assert got.overlap[2] < 1.0
    assert got.captured[0] >= got.captured[2]
