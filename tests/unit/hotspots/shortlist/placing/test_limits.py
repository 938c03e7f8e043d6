"""How large and how full a hot spot may and must be."""

from __future__ import annotations

import pytest

from beatwise.hotspots.shortlist.placing.limits import Limits, limits_for


@pytest.mark.parametrize(("months", "incidents"), [(1, 5), (10, 5), (11, 6), (12, 6), (36, 18)])
def test_five_incidents_and_one_for_every_two_months(months: int, incidents: int) -> None:
    """Up to ten months five are enough; after that half the months, rounded up."""
    assert limits_for(months, 5).incidents == incidents


@pytest.mark.parametrize(("area_m2", "lift"), [(999_999.0, 0.0), (1_000_000.0, 2.0)])
def test_density_is_not_asked_for_in_an_area_under_a_square_kilometre(
    area_m2: float, lift: float
) -> None:
    """A town centre is all busy; from one square kilometre on the density must be double."""
    assert limits_for(12, 5, area_m2=area_m2).lift == lift


def test_areas_are_the_square_of_what_they_are_across() -> None:
    """From 200 m to 400 m across is four to sixteen hectares; a smaller least may be stated."""
    limits = Limits()
    assert (limits.smallest_m2, limits.largest_m2) == (40_000, 160_000)
    assert limits_for(12, 3, smallest_m=100).smallest_m2 == 10_000
    assert limits_for(12, 3).count == 3


def test_the_usual_limits() -> None:
    """Five hot spots of five incidents at double density, joined across 30 m, on any ground."""
    usual = Limits()
    assert (usual.count, usual.incidents, usual.lift) == (5, 5, 2.0)
    assert (usual.join_m, usual.ground_m2) == (30.0, float("inf"))
