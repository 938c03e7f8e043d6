"""A case: one kind in one place, ranked by each method."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.hotspots.comparison.worlds import town

from beatwise.errors import MissingData
from beatwise.hotspots.comparison import (
    OURS,
    compare,
    count,
)


def test_a_case_by_hand():
    """Four cells, a quarter of them ranked: counts find 6 of 8, and 2 fell outside every cell."""
    x = np.array([0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 9, 9]) * 200.0 + 5
    month = np.array([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]) + 24300
    kind = np.array(["asb", "asb", "asb", "drugs", "drugs", *["asb"] * 8])
    ground = count(x, np.zeros(13), month, kind, 200.0)
    case = compare(ground, "here", "asb", [24301], [24302], fractions=(0.25, 1.0))
    assert case.cells == {"any kind": 4, "that kind": 2}
    assert (case.events, case.inside["any kind"]) == (8, 6)
    assert case.shares["any kind"]["training counts"].tolist() == [0.75, 0.75]
    assert case.shares["that kind"]["training counts"].tolist() == [0.375, 0.75]
    assert case.monthly[OURS].tolist() == [[0.75, 0.75]]


def test_older_months_are_used_only_where_there_are_some():
    """The extra row appears when months before the training months were gathered."""
    ground = town()
    months = list(ground.months)
    with_older = compare(ground, "here", "shoplifting", months[4:10], months[10:])
    without = compare(ground, "here", "shoplifting", months[:10], months[10:])
    assert "prediction, older months too" in with_older.monthly
    assert "prediction, older months too" not in without.monthly


def test_a_kind_that_was_not_recorded_is_missing_data():
    """No case is made from nothing."""
    ground = town()
    months = list(ground.months)
    with pytest.raises(MissingData, match="burglary"):
        compare(ground, "here", "burglary", months[:9], months[9:])
