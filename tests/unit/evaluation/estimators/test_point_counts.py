"""From points with months or days to counts of areas."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.evaluation.estimators.point_counts import by_unit, count_days, count_panel


def test_points_are_counted_once_and_missing_months_left_out() -> None:
    """A point on a shared edge counts in one area; one without a place or month nowhere."""
    squares = [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)]
    x = np.array([5.0, 10.0, 15.0, np.nan, 99.0, 5.0])
    counts = count_panel(x, np.full(6, 5.0), np.array([1, 1, 2, 1, 1, 9]), squares, [1, 2])
    assert counts.sum() == 3
    assert counts.tolist() == [[2, 0], [0, 1]]
    assert by_unit(counts, ["town", "town"]).tolist() == [[2, 1]]


def test_an_incident_counts_on_its_own_day_inside_its_area() -> None:
    """One inside on the second day, one outside, one a day too late."""
    square = shapely.box(0, 0, 10, 10)
    counts = count_days(
        np.array([5.0, 50.0, 5.0]), np.array([5.0, 5.0, 5.0]), np.array([101, 100, 107]),
        [square], 100, 7,
    )  # fmt: skip
    assert counts.tolist() == [[0, 1, 0, 0, 0, 0, 0]]
