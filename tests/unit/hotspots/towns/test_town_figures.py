"""What one type of incident comes to in one town, by hand."""

from __future__ import annotations

import pytest
from tests.unit.hotspots.towns.worlds import town

from beatwise.hotspots.towns.town_figures import town_type


def test_figures_by_hand() -> None:
    """Six a month in the hot spot and eight outside: 24 of 32, all at two map points."""
    figures = town_type(town("Ashby", 6, outside=8))
    assert (figures.count, figures.in_hot_spots, figures.hot_spots) == (32, 24, 1)
    assert figures.a_month == 8.0
    assert figures.share == pytest.approx(0.75)
    assert figures.persistence == pytest.approx(3 / 4)
    assert (figures.top_points, figures.premises_first) == (1.0, 1)
    assert figures.half_in == 0.01  # one of a hundred cells
    assert figures.learnable.a_month == 6.0


def test_a_missing_month_is_left_out_of_the_mean() -> None:
    """Three months with data and one without: the mean is over three."""
    figures = town_type(town("Ashby", 6, missing=(101,)))
    assert (figures.count, figures.a_month) == (18, 6.0)


def test_a_town_without_a_hot_spot() -> None:
    """Incidents but no hot spot: nothing persists, nothing can be learnt there."""
    figures = town_type(town("Oakham", 0, outside=3))
    assert (figures.count, figures.hot_spots, figures.in_hot_spots) == (3, 0, 0)
    assert (figures.share, figures.persistence, figures.learnable.fall) == (0.0, None, None)


def test_an_empty_town_has_no_concentration() -> None:
    """Without one incident there is no share of cells that holds half of them."""
    figures = town_type(town("Uppingham", 0))
    assert (figures.count, figures.share, figures.top_points) == (0, 0.0, 0.0)
    assert figures.half_in is figures.gini is figures.trend is None
