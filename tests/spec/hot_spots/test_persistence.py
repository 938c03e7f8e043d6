"""Hot now, or hot always? Months in which a place was among the busiest."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.shortlist.reasons.persistence import persistence


def test_hot_in_so_many_months_of_those_with_data():
    """The market square is hot in all ten months with data; two months are missing, not cool."""
    months = [m for m in range(12) if m not in (3, 7)]
    counts = np.ones((5, 10), dtype=int)
    counts[2] = 6
    found = persistence(counts, months, top_n=1)
    assert found.hot_months[2] == 10
    assert found.of_months == 10
    assert found.missing == (3, 7)
    assert found.classes()[2] == "persistent"


def test_an_empty_place_is_never_hot():
    """Top ten of three busy places is three places: nothing is hot for want of company."""
    counts = np.array([[2], [1], [1], [0], [0]])
    found = persistence(counts, [0], top_n=10, window=1)
    assert found.hot_months.tolist() == [1, 1, 1, 0, 0]
