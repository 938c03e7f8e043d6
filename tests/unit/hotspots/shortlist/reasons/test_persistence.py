"""In how many months a unit was hot."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.hotspots.shortlist.reasons.persistence import hot_in_month, persistence


COUNTS = np.array([[5, 4, 0], [3, 1, 1], [3, 0, 1], [0, 1, 1]])


def test_ties_for_the_last_place_are_in_or_out_as_stated():
    """Top 2 of 5, 3, 3, 0 is three units with ties in and one with ties out; zero is never hot."""
    assert hot_in_month(COUNTS, 2)[:, 0].tolist() == [True, True, True, False]
    assert hot_in_month(COUNTS, 2, "out")[:, 0].tolist() == [True, False, False, False]
    assert hot_in_month(COUNTS, 2)[:, 2].tolist() == [False, True, True, True]
    assert hot_in_month(COUNTS, 3, "out")[:, 2].tolist() == [False, True, True, True]
    assert hot_in_month(COUNTS, 4)[:, 0].tolist() == [True, True, True, False]


def test_a_missing_month_is_not_a_cool_month():
    """Two of the last five calendar months have no data: out of three, never out of five."""
    standing = persistence(COUNTS, [100, 102, 104], top_n=1, window=5)
    assert standing.of_months == 3
    assert standing.missing == (101, 103)
    assert standing.hot_months.tolist() == [2, 1, 1, 1]
    assert "2 without data left out" in standing.in_words()
    assert standing.marked.tolist() == [1, 1, 3]


def test_window_counts_calendar_months_back_from_the_last():
    """A window of two months sees the last two calendar months only."""
    standing = persistence(COUNTS, [100, 101, 102], top_n=1, window=2)
    assert standing.months == (101, 102)
    assert persistence(COUNTS, [100, 101, 102], 1, window=1, last=100).hot_months.tolist() == [
        1,
        0,
        0,
        0,
    ]


def test_words_for_persistence():
    """Three quarters of months is persistent, a quarter recurrent, once occasional."""
    counts = np.zeros((4, 8), dtype=int)
    counts[0, :6] = 3
    counts[1, :2] = 3
    counts[2, 7] = 3
    words = persistence(counts, range(8), top_n=4, window=8).classes()
    assert words.tolist() == ["persistent", "recurrent", "occasional", "never hot"]


def test_bad_requests():
    """Months out of order, no data in the window, an empty top."""
    with pytest.raises(BadInput):
        persistence(COUNTS, [3, 2, 1], 1)
    with pytest.raises(BadInput):
        persistence(COUNTS, [1, 2], 1)
    with pytest.raises(UsageError):
        persistence(COUNTS, [1, 2, 3], 0)
    with pytest.raises(MissingData):
        persistence(COUNTS, [1, 2, 3], 1, window=2, last=50)


def test_the_first_month_of_the_window_may_be_missing_too():
    """Of five months to the last, 100, 101 and 103 are not there."""
    standing = persistence(COUNTS[:, :2], [102, 104], top_n=1, window=5)
    assert standing.missing == (100, 101, 103)


def test_a_month_listed_twice_is_refused():
    """Two columns for one month are no series."""
    with pytest.raises(BadInput, match="Months must rise"):
        persistence(COUNTS, [100, 100, 101], 1)


def test_the_rule_says_what_becomes_of_ties():
    """Let in or left out, in words."""
    assert "ties for the last place counted in;" in persistence(COUNTS, [1, 2, 3], 1).in_words()
    left_out = persistence(COUNTS, [1, 2, 3], 1, ties="out").in_words()
    assert "ties for the last place left out when they do not all fit;" in left_out


def test_the_window_is_a_year_unless_stated():
    """Thirteen months after the first, the first is not in it."""
    assert persistence(COUNTS, [1, 2, 13], 1).months == (2, 13)
