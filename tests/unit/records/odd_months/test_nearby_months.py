"""The months around each month, and their middle."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.records.odd_months.nearby_months import medians, neighbours


def test_seven_on_either_side_are_the_nearest() -> None:
    """Nearest first; where a series begins or ends there are fewer; the month itself is none."""
    before, after = neighbours(np.arange(100, 120))
    assert before[10].tolist() == [9, 8, 7, 6, 5, 4, 3]
    assert after[10].tolist() == [11, 12, 13, 14, 15, 16, 17]
    assert before[2].tolist() == [1, 0, -1, -1, -1, -1, -1]
    assert after[18].tolist() == [19, -1, -1, -1, -1, -1, -1]
    assert after[19].tolist() == [-1] * 7


def test_a_month_over_three_years_away_is_no_neighbour() -> None:
    """36 months away it still is, 37 it is not, before and after alike."""
    before, after = neighbours(np.array([100, 136, 173]))
    assert before[:, 0].tolist() == [-1, 0, -1]
    assert after[:, 0].tolist() == [1, -1, -1]
    before, after = neighbours(np.array([100, 137]))
    assert before[:, 0].tolist() == after[:, 0].tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("values", "middle", "number"),
    [
        ([4.0], 4.0, 1),
        ([1.0, 4.0], 2.5, 2),
        ([1.0, 9.0, 4.0], 4.0, 3),
        ([8.0, 1.0, 9.0, 4.0], 6.0, 4),
        ([np.nan, 1.0, np.nan, 4.0], 2.5, 2),
        ([np.nan, np.nan], np.nan, 0),
    ],
)
def test_the_middle_of_those_that_count(values: list[float], middle: float, number: int) -> None:
    """Blanks do not count, and an even number has its middle between two."""
    column = np.array(values)[:, None]
    found, counted = medians(column, np.arange(len(values))[None, :])
    assert found.shape == counted.shape == (1, 1)
    assert found[0, 0] == pytest.approx(middle, nan_ok=True)
    assert counted.tolist() == [[number]]


def test_the_first_month_counts_and_one_that_is_not_there_does_not() -> None:
    """Position nought is a month; minus one is none."""
    column = np.array([3.0, 100.0])[:, None]
    found, counted = medians(column, np.array([[0, -1]]))
    assert (found.tolist(), counted.tolist()) == ([[3.0]], [[1]])


def test_each_type_has_its_own_middle() -> None:
    """Two columns side by side, one of them blank in the middle month."""
    values = np.array([[1.0, 10.0], [2.0, np.nan], [3.0, 30.0]])
    found, counted = medians(values, np.array([[0, 1, 2], [0, 1, -1]]))
    assert found.tolist() == [[2.0, 20.0], [1.5, 10.0]]
    assert counted.tolist() == [[3, 2], [2, 1]]
