"""From incidents to places, by cells that slide and by units that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.placing.choose import places, places_by_counts
from beatwise.places.areas import Area
from beatwise.places.neighbours import edge_sharing, queen
from beatwise.places.segments import of_polygons


MONTHS = (100, 101, 102, 103)
# Twelve incidents at one place every month, twelve at another in the first month only.
TOWN = observed(
    *[(500, 500, month, 0) for month in MONTHS for _ in range(3)],
    *[(1_500, 1_500, 100, 0) for _ in range(12)],
)


def test_counts_alone_cannot_tell_a_steady_place_from_a_spent_one() -> None:
    """By counts both places are level; the prediction puts the one that goes on first."""
    by_counts = places_by_counts(TOWN, MONTHS, question(TOWN))
    assert [place.expected for place in by_counts] == [0.5, 0.5]
    first, second = places(TOWN, MONTHS, question(TOWN))
    assert first.geometry.contains(shapely.Point(500, 500))
    assert first.expected > second.expected


def test_no_incident_in_the_months_gives_no_place() -> None:
    """Months without a record choose nothing."""
    assert places(TOWN, (90, 91), question(TOWN)) == ()


def test_units_that_stay_where_they_are_are_grown_not_slid() -> None:
    """Asked for polygons, the hot spots are those polygons."""
    quarters = [
        Area(f"{i}{j}", "", "wards", shapely.box(250 * i, 250 * j, 250 * i + 250, 250 * j + 250))
        for i in range(8)
        for j in range(8)
    ]
    wards = of_polygons(quarters, TOWN.area.geometry, "polygon")
    asking = replace(
        question(TOWN), unit="polygon", size_m=float("nan"), units=wards,
        neighbours=queen(wards), walkable=edge_sharing(wards),
    )  # fmt: skip
    assert not asking.slides
    selection = places_by_counts(TOWN, MONTHS, asking)
    assert [place.geometry.area for place in selection] == pytest.approx([250**2, 250**2])
    assert [place.expected for place in selection] == pytest.approx([0.5, 0.5])


def test_limits_follow_the_months_and_the_area() -> None:
    """Twelve months in a town of 4 km²: six incidents at double density, two hot spots."""
    limits = question(TOWN).limits(TOWN, 12)
    assert (limits.count, limits.incidents, limits.lift) == (2, 6, 2.0)
