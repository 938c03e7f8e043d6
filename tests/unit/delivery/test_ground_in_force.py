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


def test_nowhere_is_no_number_of_a_hot_spot() -> None:
    """Below nought, for hot spots are counted from there."""
    assert NOWHERE == -1


def test_an_outline_is_in_force_from_the_first_moment_unless_stated_to_its_end() -> None:
    """The end is not in it; what is stated without a time holds always."""
    assert spots_of(_at([(100, 100)] * 2, [0, NOON]), [SQUARE]).tolist() == [0, 0]
    ended = GroundVersion(0, SQUARE.outline, 0, NOON)
    assert spots_of(_at([(100, 100)] * 2, [NOON - 1, NOON]), [ended]).tolist() == [0, NOWHERE]


def test_a_time_in_which_nothing_is_in_force_hides_nothing_after_it() -> None:
    """In force until noon, and again an hour later."""
    hour = 3_600_000
    versions = [
        GroundVersion(0, SQUARE.outline, 0, NOON), GroundVersion(1, SQUARE.outline, NOON + hour),
    ]  # fmt: skip
    pings = _at([(100, 100)] * 3, [NOON - 1, NOON + 1, NOON + hour])
    assert spots_of(pings, versions).tolist() == [0, NOWHERE, 1]
    assert spots_of(_at([(100, 100)] * 2, [NOON + 1, NOON + hour]), versions).tolist() == [
        NOWHERE, 1,
    ]  # fmt: skip


def test_far_away_on_any_side_is_nowhere() -> None:
    """From a few metres off to the other end of the country."""
    far = [(x, y) for x in (-9e5, -15, 100, 205, 215, 225, 235, 9e5)
           for y in (-9e5, -15, 100, 205, 215, 225, 235, 9e5) if (x, y) != (100, 100)]  # fmt: skip
    assert set(spots_of(_at(far), [SQUARE]).tolist()) == {NOWHERE}


def test_close_to_a_line_every_ping_is_on_the_right_side_of_it() -> None:
    """3,000 points within 12 m of three round outlines somewhere in England; plain way: witness."""
    rng = np.random.default_rng(5)
    middle = np.array([[504_987.3, 351_961.7], [505_160.1, 352_004.4], [505_033.9, 352_170.2]])
    outlines = [shapely.Point(xy).buffer(101.3) for xy in middle]
    turn, off = rng.uniform(0, 2 * np.pi, 3000), 101.3 + rng.uniform(-12, 12, 3000)
    points = middle[np.arange(3000) % 3] + off[:, None] * np.column_stack(
        [np.cos(turn), np.sin(turn)]
    )
    expected = [
        next((i for i, o in enumerate(outlines) if o.intersects(shapely.Point(p))), NOWHERE)
        for p in points
    ]
    versions = [GroundVersion(i, outline) for i, outline in enumerate(outlines)]
    assert spots_of(_at([tuple(p) for p in points]), versions).tolist() == expected
