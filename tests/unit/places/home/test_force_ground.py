"""Boundaries decide whose ground an area is; rows only where there are none."""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.home.force_boundaries import ForceBoundaries
from beatwise.places.home.force_ground import ForceGround, Method
from beatwise.places.home.recorded_ground import PointRows, RecordedGround


NORTH, SOUTH = shapely.box(0, 0, 10_000, 10_000), shapely.box(0, -10_000, 10_000, 0)
NO_ROWS = RecordedGround(
    PointRows((), np.zeros(0, int), np.zeros(0), np.zeros(0), np.zeros(0, int))
)


def of(area: shapely.Geometry, gathered: set[str], **outlines: shapely.Geometry):
    return ForceGround(frozenset(gathered), ForceBoundaries(outlines), NO_ROWS).of(area)


def test_boundaries_name_the_force_that_was_not_gathered() -> None:
    """A town of the south is no ground of the north's, and the south is named."""
    ground = of(shapely.box(1000, -3000, 3000, -1000), {"north"}, north=NORTH, south=SOUTH)
    assert ground.home is None
    assert ground.absent == ("south",)
    assert ground.method is Method.BOUNDARIES


def test_a_quiet_area_within_a_boundary_is_ground() -> None:
    """No row is needed where a boundary says whose ground it is."""
    ground = of(shapely.box(1000, 1000, 1100, 1100), {"north"}, north=NORTH, south=SOUTH)
    assert (ground.forces, ground.covered) == (("north",), 1.0)


def test_a_town_over_the_border_says_what_is_missing() -> None:
    """Three quarters in the north, a quarter in the south: home, share and the absent force."""
    ground = of(shapely.box(1000, -1000, 3000, 3000), {"north"}, north=NORTH, south=SOUTH)
    assert (ground.forces, ground.absent, round(ground.covered, 2)) == (
        ("north",),
        ("south",),
        0.75,
    )


def test_a_sliver_over_a_coarse_boundary_is_nothing() -> None:
    """A twentieth over a generalised border does not make a town another force's too."""
    ground = of(shapely.box(1000, -100, 3000, 1900), {"north"}, north=NORTH, south=SOUTH)
    assert (ground.forces, ground.absent) == (("north",), ())


def test_outside_every_boundary_is_nobodys() -> None:
    """A square in the sea is on no force's ground, and no force is named."""
    ground = of(shapely.box(90_000, 0, 91_000, 1000), {"north"}, north=NORTH)
    assert (ground.home, ground.absent) == (None, ())


def test_a_point_has_the_force_around_it() -> None:
    """A place without extent is settled by the point that stands for it."""
    assert of(shapely.Point(500, 500), {"north"}, north=NORTH).home == "north"


def test_transport_police_have_no_ground() -> None:
    """Where only British Transport Police were gathered, nothing is anybody's ground."""
    assert of(shapely.box(0, 0, 500, 500), {"btp"}).home is None
