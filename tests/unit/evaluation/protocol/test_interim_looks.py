"""How much of the level each look spends."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.protocol.interim_looks import levels, spent


def test_looks_spend_the_level_and_no_more() -> None:
    """Half way almost nothing is spent; together the looks spend .05."""
    assert spent(0.05, 0.5) == pytest.approx(0.0056, abs=2e-4)
    assert sum(levels(0.05, [0.25, 0.5, 1.0])) == pytest.approx(0.05)
    with pytest.raises(BadInput):
        spent(0.05, 0)
