"""What the local tests refuse."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.hotspots.significance.worlds import ring

from beatwise.errors import BadInput, Refused, UsageError
from beatwise.hotspots.significance import local_gi, local_rate
from beatwise.hotspots.significance.enumeration import tails


def test_bad_input_is_named():
    """Negative, missing, fractional or misshapen input is refused with a next step."""
    links = ring(4)
    with pytest.raises(BadInput, match="Cell 1"):
        local_gi(np.array([1, -1, 0, 0]), links)
    with pytest.raises(BadInput, match="never zero"):
        local_gi(np.array([1, np.nan, 0, 0]), links)
    with pytest.raises(BadInput, match="whole counts"):
        local_gi(np.array([1.5, 0, 0, 0]), links, method="exact")
    with pytest.raises(BadInput, match="4 by 4"):
        local_gi(np.array([1, 2, 3]), links)
    with pytest.raises(UsageError):
        local_gi(np.ones(4), links, method="guess")  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        local_gi(np.ones(4), links, method="permutation", permutations=0)
    with pytest.raises(BadInput):
        local_rate(np.array([1, 0, 0, 0]), links, np.array([0.0, 1, 1, 1]))
    with pytest.raises(BadInput):
        local_rate(np.array([1.5, 0, 0, 0]), links, np.ones(4))
    with pytest.raises(BadInput):
        local_rate(np.ones(4), links, -np.ones(4))
    with pytest.raises(Refused, match="permutation"):
        tails(np.arange(1000) * 1000, np.array([500]), 10**6)
