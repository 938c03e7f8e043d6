"""The earlier months that a prediction learns its settings from."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.prediction.fitting import origins


def test_origins_stop_at_a_gap():
    """No earlier month is stood in when what follows it is missing."""
    assert origins(np.arange(100, 106)) == [(3, 1), (4, 1), (5, 1)]
    assert origins(np.array([100, 101, 102, 110, 111])) == [(4, 1)]
    assert origins(np.array([100, 101])) == [(1, 1)]
    assert origins(np.array([100])) == []
