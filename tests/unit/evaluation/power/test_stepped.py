"""What stepped starts can detect."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.stepped import stepped_power


def test_a_stepped_design_says_what_it_can_find() -> None:
    """Sixteen busy areas in four steps find a halving and seldom cry out over nothing."""
    from beatwise.evaluation.power.programme import Programme
    from beatwise.evaluation.power.stepped import stepped_power

    start = np.repeat([12, 15, 18, 21], 4)
    busy = Programme(np.full(16, 20.0), np.ones(16, bool), np.zeros(16, np.int64), 12, 12, start)
    assert stepped_power(busy, -50, 1.5, 0.1) > 0.9
    assert stepped_power(busy, 0, 1.5, 0.1) < 0.13


def test_units_of_nothing_and_programmes_of_nothing_are_never_found() -> None:
    """Areas without incidents give no fit, and so no change."""
    start = np.repeat([12, 15, 18, 21], 2)
    empty = Programme(np.zeros(8), np.ones(8, bool), np.zeros(8, np.int64), 12, 12, start)
    assert stepped_power(empty, -50, 1.0, 0.0, replications=50) == 0
