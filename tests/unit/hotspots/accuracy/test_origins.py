"""Months to train on and months to score, rolled forward."""

from __future__ import annotations

import pytest

from beatwise.errors import MissingData, UsageError
from beatwise.hotspots.accuracy import (
    rolled_origins,
)


def test_origins_roll_and_skip_missing_months():
    """A month without data is neither trained on as zero nor scored."""
    months = [0, 1, 2, 3, 4, 6, 7]
    origins = rolled_origins(months, 3)
    assert [(o.train, o.score) for o in origins] == [((0, 1, 2), (3,)), ((1, 2, 3), (4,))]
    loose = rolled_origins(months, 3, least=2)
    assert ((3, 4), (6,)) in [(o.train, o.score) for o in loose]
    late = rolled_origins(range(6), 2, gap=2)
    assert late[-1].train == (1, 2)
    assert late[-1].score == (5,)
    quarters = rolled_origins(range(12), 3, score_months=3)
    assert [o.score for o in quarters] == [(3, 4, 5), (6, 7, 8), (9, 10, 11)]
    with pytest.raises(MissingData):
        rolled_origins([0, 2, 4], 2)
    with pytest.raises(UsageError):
        rolled_origins([0, 1], 0)
