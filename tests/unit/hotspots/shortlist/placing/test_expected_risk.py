"""What each map point should expect, and shares that are averaged over types."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.hotspots.shortlist.worlds import observed

from beatwise.hotspots.shortlist.placing.expected_risk import expected_rates, mean_shares, near
from beatwise.hotspots.shortlist.placing.training_data import map_points


def test_types_weigh_the_same_however_many_incidents_they_have() -> None:
    """Place 0 has 90 of 100 of one type and none of the other: 45 %."""
    shares = mean_shares(np.array([[90.0, 0.0], [10.0, 2.0]]))
    assert shares == pytest.approx([0.45, 0.55])


def test_a_type_that_does_not_occur_does_not_count() -> None:
    """With one type empty the shares are those of the other; with none they are zero."""
    assert mean_shares(np.array([[3.0, 0.0], [1.0, 0.0]])) == pytest.approx([0.75, 0.25])
    assert mean_shares(np.zeros((2, 2))).tolist() == [0, 0]


def test_near_is_mutual_without_self_and_the_limit_is_in() -> None:
    """Points exactly 150 m apart are neighbours; 151 m apart they are not."""
    matrix = near(np.array([0.0, 150.0, 301.0]), np.zeros(3), 150.0).toarray()
    assert matrix.tolist() == [[False, True, False], [True, False, False], [False] * 3]


def test_a_point_without_the_type_expects_none_of_it() -> None:
    """What lies beside a busy point of one type does not inherit that type."""
    data = observed(
        *[(10, 10, month, 0) for month in (100, 101, 102)], (60, 10, 102, 1),
        types=("shoplifting", "drugs"),
    )  # fmt: skip
    rates = expected_rates(map_points(data, (100, 101, 102)), (100, 101, 102))
    assert rates[0, 0] > 0.5
    assert (rates[0, 1], rates[1, 0]) == (0.0, 0.0)
    assert rates[1, 1] > 0


def test_busier_points_expect_more_and_no_points_nothing() -> None:
    """Nine incidents expect more than three, three more than one; an empty town has no rates."""
    rows = [(1_000.0 * i, 0, 100 + j % 3, 0) for i, n in enumerate((1, 3, 9)) for j in range(n)]
    months = (100, 101, 102)
    rates = expected_rates(map_points(observed(*rows), months), months)[:, 0]
    assert rates[0] < rates[1] < rates[2]
    assert expected_rates(map_points(observed(*rows), (99,)), (99,)).shape == (0, 1)
