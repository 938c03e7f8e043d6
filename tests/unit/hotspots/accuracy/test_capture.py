"""What a ranking captures of later months: PAI, PEI and PEI*."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.accuracy import (
    accuracy_at,
    score,
    share_captured,
)


SQUARE = np.full(4, 40_000.0)


def test_the_last_cell_is_taken_in_part():
    """A tenth of four equal cells is 0.4 of the first; 30 % is the first and 0.2 of the next."""
    observed = np.array([10, 5, 0, 5])
    order = np.array([0, 1, 2, 3])
    got = share_captured(order, observed, SQUARE, np.array([0.1, 0.3, 1.0]))
    assert got == pytest.approx([0.2, 0.55, 1.0])
    at = accuracy_at(order, observed, SQUARE, fraction=0.3)
    assert (at.units, at.captured, at.share) == pytest.approx((1.2, 11.0, 0.55))
    assert at.pai == pytest.approx(0.55 / 0.3)
    assert at.rri is None


def test_unequal_areas_count_by_area_not_by_number():
    """A unit three times as large uses up three times the area."""
    observed, area = np.array([6, 6]), np.array([3.0, 1.0])
    at = accuracy_at(np.array([0, 1]), observed, area, fraction=0.25)
    assert at.captured == pytest.approx(2.0)
    assert at.pei == pytest.approx(2 / 6)


def test_pei_star_compares_whole_units_only():
    """With 1.5 cells of area, PEI* sets the one whole cell taken beside the best whole cell."""
    observed = np.array([4, 8, 2, 0])
    at = accuracy_at(np.array([0, 1, 2, 3]), observed, SQUARE, fraction=0.375)
    assert at.captured == pytest.approx(8.0)
    assert at.pei == pytest.approx(8 / 10)
    assert at.pei_star == pytest.approx(4 / 8)


def test_pei_star_is_undefined_when_no_whole_unit_fits():
    """Half a cell holds no whole unit, so PEI* is not a number rather than 0 or 1."""
    at = accuracy_at(np.array([0]), np.array([3, 1, 1, 1]), SQUARE, fraction=0.1)
    assert np.isnan(at.pei_star)
    assert at.pei == pytest.approx(1.0)


def test_a_short_list_is_scored_as_it_stands():
    """Units not listed are not taken, however much area is left."""
    at = accuracy_at(np.array([1]), np.array([4, 8, 2, 0]), SQUARE, units=3)
    assert at.area_share == pytest.approx(0.25)
    assert at.captured == 8


def test_no_events_means_no_figure():
    """Without events the share is not a number; it is not 0."""
    at = accuracy_at(np.array([0]), np.zeros(4), SQUARE, units=1)
    assert np.isnan(at.share)
    assert np.isnan(at.pai)
    assert np.isnan(share_captured(np.array([0]), np.zeros(4), SQUARE, np.array([0.5]))).all()


def test_bad_orders_and_areas_are_refused():
    """A unit named twice, an unknown unit, no area, missing counts."""
    good = np.array([1.0, 2.0])
    for order, observed, area in (
        ([0, 0], good, good),
        ([2], good, good),
        ([0], good, np.array([0.0, 1.0])),
        ([0], np.array([np.nan, 1.0]), good),
        ([0], good, np.ones(3)),
    ):
        with pytest.raises(BadInput):
            accuracy_at(np.array(order), observed, area, units=1)
    with pytest.raises(UsageError):
        accuracy_at(np.array([0]), good, good)
    with pytest.raises(UsageError):
        accuracy_at(np.array([0]), good, good, fraction=1.5)
    with pytest.raises(BadInput):
        score(np.array([0]), np.zeros((3, 2)), good)
