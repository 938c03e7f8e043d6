"""From incidents to places, by cells that slide and by units that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.placing.choose import (
    DEFAULT_SIZE_M,
    Question,
    places,
    places_by_counts,
)
from beatwise.places.areas import Area
from beatwise.places.lattice.cell_shape import CellShape
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


def by_wards() -> Question:
    """Ask for wards of 250 m in eight rows of eight."""
    quarters = [
        Area(f"{i}{j}", "", "wards", shapely.box(250 * i, 250 * j, 250 * i + 250, 250 * j + 250))
        for i in range(8)
        for j in range(8)
    ]
    wards = of_polygons(quarters, TOWN.area.geometry, "polygon")
    return replace(
        question(TOWN), unit="polygon", size_m=float("nan"), units=wards,
        neighbours=queen(wards), walkable=edge_sharing(wards),
    )  # fmt: skip


def test_units_that_stay_where_they_are_are_grown_not_slid() -> None:
    """Asked for polygons, the hot spots are those polygons."""
    asking = by_wards()
    assert not asking.slides
    selection = places_by_counts(TOWN, MONTHS, asking)
    assert [place.geometry.area for place in selection] == pytest.approx([250**2, 250**2])
    assert [place.expected for place in selection] == pytest.approx([0.5, 0.5])


def test_limits_follow_the_months_and_the_area() -> None:
    """Twelve months in a town of 4 km²: six incidents at double density, two hot spots."""
    limits = question(TOWN).limits(TOWN, 12)
    assert (limits.count, limits.incidents, limits.lift) == (2, 6, 2.0)


def test_the_first_unit_counts_as_any_other() -> None:
    """Twelve incidents in the ward in the corner make it a hot spot."""
    corner = observed(*[(100, 100, month, 0) for month in MONTHS for _ in range(3)])
    [place] = places_by_counts(corner, MONTHS, by_wards())
    assert place.geometry.contains(shapely.Point(100, 100))
    assert place.expected == pytest.approx(1)


def test_cells_slide_to_where_a_grid_would_part_a_place() -> None:
    """Two points on either side of a line of the grid lie in one square of 200 m."""
    parted = observed(*[(x, 500, month, 0) for month in MONTHS for x in (350, 450) * 3])
    asking = question(parted)
    assert asking.slides
    assert asking.cell == CellShape("square", 200)
    [place] = places_by_counts(parted, MONTHS, asking)
    assert place.geometry.area == pytest.approx(200**2)
    assert place.expected == pytest.approx(1)


def test_one_point_is_enough_for_a_place() -> None:
    """All incidents at one corner: one hot spot there."""
    corner = observed(*[(500, 500, month, 0) for month in MONTHS for _ in range(3)])
    [place] = places(corner, MONTHS, question(corner))
    assert place.geometry.contains(shapely.Point(500, 500))


def test_the_usual_cells_are_the_smallest_of_four_hectares() -> None:
    """A hexagon of 220 m is the first in tens of metres that is 200 m across, as the square is."""
    hexagon, square = DEFAULT_SIZE_M["hex"], DEFAULT_SIZE_M["square"]
    assert CellShape("square", square).area_m2 == 200**2
    assert hexagon % 10 == 0
    assert CellShape("hex", hexagon - 10).area_m2 < 200**2 < CellShape("hex", hexagon).area_m2


def test_what_is_drawn_is_drawn_from_seed_nought_unless_stated() -> None:
    """A list without a stated seed is the same list tomorrow."""
    assert question(TOWN).seed == 0
