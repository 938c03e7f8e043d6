"""How much of the harm lies in how few places, and how much chance alone would put there."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.concentration import concentration


def test_few_incidents_look_concentrated_for_nothing():
    """Sixty incidents in sixty of six hundred cells: Gini .9, generalised Gini 0, as chance is."""
    found = concentration(np.array([1] * 60 + [0] * 540))
    assert found.gini == pytest.approx(0.9)
    assert found.generalised_gini == pytest.approx(0.0, abs=1e-12)
    assert not found.beyond_chance


def test_a_real_gathering_stands_beside_what_chance_gives():
    """Half the incidents in 1 % of cells, where chance would put about a ninth."""
    counts = np.array([10] * 6 + [1] * 60 + [0] * 534)
    found = concentration(counts, fractions=[0.01])
    assert found.event_shares[0] == pytest.approx(0.5)
    assert found.baseline.event_shares_high[0] < 0.15
    assert found.half == pytest.approx(0.01)
    assert found.beyond_chance
