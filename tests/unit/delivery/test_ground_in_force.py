"""Which hot spot a ping lies in."""

from __future__ import annotations

import numpy as np
import shapely
from tests.unit.delivery.worlds import NOON, SQUARE

from beatwise.delivery.ground_in_force import NOWHERE, GroundVersion, spots_of
from beatwise.delivery.traces import Pings


def _at(points: list[tuple[float, float]], times: list[int] | None = None) -> Pings:
    n = len(points)
    x, y = np.array(points, float).T
    return Pings(
        np.zeros(n, np.int32), np.array(times or [NOON] * n, np.int64), x, y,
        np.full(n, 8, np.float32),
    )  # fmt: skip


def test_the_boundary_is_inside_and_a_centimetre_beyond_is_not() -> None:
    """Corners and edges of the square."""
    pings = _at([(0, 0), (200, 200), (100, 0), (100, -0.01), (200.01, 100), (100, 100)])
    assert spots_of(pings, [SQUARE]).tolist() == [0, 0, 0, NOWHERE, NOWHERE, 0]


def test_where_outlines_overlap_the_first_in_the_plan_has_the_ping() -> None:
    """No minute counts twice, in whichever order the versions come."""
    other = GroundVersion(1, shapely.box(100, 0, 400, 200))
    pings = _at([(150, 100), (300, 100)])
    assert spots_of(pings, [other, SQUARE]).tolist() == [0, 1]


def test_a_moved_outline_holds_from_its_own_moment() -> None:
    """Before the change the old square has the ping, from that very millisecond the new one."""
    change = NOON + 1000
    versions = [
        GroundVersion(0, SQUARE.outline, 0, change),
        GroundVersion(0, shapely.box(500, 0, 700, 200), change),
    ]
    pings = _at([(100, 100), (100, 100), (600, 100)], [NOON, change, change])
    assert spots_of(pings, versions).tolist() == [0, NOWHERE, 0]


def test_every_ping_agrees_with_a_plain_test_of_each_outline() -> None:
    """2,000 points over twelve round, holed and parted outlines; the plain way is the witness."""
    rng = np.random.default_rng(4)
    outlines = [shapely.Point(*rng.uniform(0, 3000, 2)).buffer(150) for _ in range(10)]
    outlines.append(shapely.Point(1500, 1500).buffer(300) - shapely.Point(1500, 1500).buffer(100))
    outlines.append(shapely.union_all([shapely.box(0, 0, 90, 90), shapely.box(2500, 0, 2590, 90)]))
    points = rng.uniform(-100, 3100, (2000, 2))
    expected = [
        next((i for i, o in enumerate(outlines) if o.intersects(shapely.Point(p))), NOWHERE)
        for p in points
    ]
    versions = [GroundVersion(i, outline) for i, outline in enumerate(outlines)]
    assert spots_of(_at([tuple(p) for p in points]), versions).tolist() == expected
    assert len(set(expected)) > 8


def test_nothing_in_force_is_nowhere() -> None:
    """A ping before the first version lies in no hot spot."""
    later = GroundVersion(0, SQUARE.outline, NOON + 1)
    assert spots_of(_at([(100, 100)]), [later]).tolist() == [NOWHERE]
