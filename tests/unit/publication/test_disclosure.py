"""The gate: no small count is shown, and none can be worked out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from beatwise.errors import UsageError
from beatwise.publication.disclosure import Disclosed, disclose, with_totals
from beatwise.publication.disclosure_rule import Rule


EXACT = Rule(threshold=5, base=1)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)]
)
def test_rounding(count: int, shown: int) -> None:
    """Counts at or over the threshold are rounded to the nearest five, halves up; nought stays."""
    assert disclose(np.array([count, 40])).counts[0] == shown


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_small_count_is_hidden_with_another(count: int) -> None:
    """In a list with a total one small count takes the next smallest with it."""
    shown = disclose(np.array([count, 10, 20]), EXACT)
    assert shown.hidden.tolist() == [True, True, False, False]
    assert shown.small.tolist() == [True, False, False, False]


def test_a_lone_small_count_hides_its_total() -> None:
    """A total that would be the small count itself is not shown."""
    assert np.isnan(disclose(np.array([0, 3]), EXACT).counts[1:]).all()


def test_a_table_hides_a_rectangle() -> None:
    """In a table one small count is hidden with three others, the cheapest rectangle."""
    shown = disclose(np.array([[2, 10, 9], [8, 12, 30], [7, 9, 40]]), EXACT)
    assert np.argwhere(shown.hidden).tolist() == [[0, 0], [0, 1], [2, 0], [2, 1]]


def test_large_counts_pass() -> None:
    """A table without small counts is shown whole, with its totals."""
    shown = disclose(np.array([[10, 20], [30, 40]]), EXACT)
    assert shown.counts.tolist() == [[10, 20, 30], [30, 40, 70], [40, 60, 100]]


@pytest.mark.parametrize("counts", [[1.5], [-1], [np.nan], [["a"]], 3])
def test_only_whole_counts(counts: object) -> None:
    """Anything but whole counts of nought or more is refused."""
    with pytest.raises(UsageError):
        disclose(np.array(counts))


def assert_safe(counts: np.ndarray, shown: Disclosed) -> None:
    """Attack the table as a reader would: by linear programming over all that is printed."""
    full = with_totals(counts)
    at = np.arange(full.size).reshape(full.shape)
    lines = [at] if at.ndim == 1 else [*at, *at.T]
    matrix = np.zeros((len(lines), full.size))
    for row, line in zip(matrix, lines, strict=True):
        row[line[:-1]], row[line[-1]] = 1, -1
    hidden = shown.hidden.ravel()
    free = np.flatnonzero(hidden)
    known = matrix[:, ~hidden] @ full.ravel()[~hidden]
    for place in np.flatnonzero(shown.small.ravel()):
        goal = (free == place).astype(float)
        least = linprog(goal, A_eq=matrix[:, free], b_eq=-known, bounds=(0, None))
        most = linprog(-goal, A_eq=matrix[:, free], b_eq=-known, bounds=(0, None))
        assert least.status == 0
        assert least.fun <= 1 + 1e-6
        assert most.status == 3 or -most.fun >= shown.rule.threshold - 1 - 1e-6


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_list_gives_a_small_count_away(counts: list[int]) -> None:
    """Whatever the list, each small count could be any value the threshold hides."""
    table = np.array(counts)
    assert_safe(table, disclose(table, EXACT))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_no_table_gives_a_small_count_away(counts: list[list[int]]) -> None:
    """Whatever the table, each small count could be any value the threshold hides."""
    table = np.array(counts)
    assert_safe(table, disclose(table, EXACT))
