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


@pytest.mark.parametrize(("counts", "shown"), [
    ([5], "5 5"),
    ([1, 3, 20], "x x 20 24"),  # the three leaves room for a one to be a four
    ([1, 2, 20], "x x x 23"),  # the two does not
    ([4, 1], "x x 5"), ([1, 0], "x 0 x"), ([2, 4, 0], "x x 0 6"),
    ([[2, 7]], "x x 9 / x x 9"), ([[3, 6]], "x x 9 / x x 9"), ([[1, 9]], "x x 10 / x x 10"),
    # four and three at opposite corners leave each other all the room they need
    ([[4, 10], [10, 3]], "x x 14 / x x 13 / 14 13 27"),
    # a two does not: the four cannot fall to one, and totals at the right go as well
    ([[4, 10], [10, 2]], "x x x / x x x / 14 12 26"),
    # nothing moves round a corner that is a zero
    ([[3, 0], [7, 9]], "x 0 x / x 9 x / 10 9 19"),
    ([[4, 1], [0, 6]], "x x 5 / x x 6 / x x 11"),
    ([[9, 0], [1, 3]], "x x x / x x x / x x 13"),
    ([[1, 0], [8, 3]], "x 0 x / x x x / x x 12"),
    ([[8, 2, 6], [6, 2, 2]], "8 x x 16 / 6 x x 10 / 14 x 8 26"),  # the total of two twos is small
])  # fmt: skip
def test_small_tables_by_hand(counts: list, shown: str) -> None:
    """What is hidden, marked x, is the cheapest set that leaves room in every direction."""
    table = disclose(np.array(counts), EXACT).counts
    rows = table if table.ndim == 2 else table[None, :]
    words = [" ".join("x" if np.isnan(n) else f"{n:.0f}" for n in row) for row in rows]
    assert " / ".join(words) == shown


def test_large_counts_pass() -> None:
    """A table without small counts is shown whole, with its totals."""
    shown = disclose(np.array([[10, 20], [30, 40]]), EXACT)
    assert shown.counts.tolist() == [[10, 20, 30], [30, 40, 70], [40, 60, 100]]


@pytest.mark.parametrize("counts", [
    [1.5], [-1], [np.nan], [["a"]], 3, [1.5, 2], [-1, 2], [np.inf, 1], [np.nan, 1], [[[5]]],
])  # fmt: skip
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
