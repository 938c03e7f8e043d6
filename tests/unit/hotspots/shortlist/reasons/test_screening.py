"""Whether the fixed cell under a hot spot holds more than chance would deal it."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.unit.hotspots.shortlist.worlds import observed, question

from beatwise.hotspots.shortlist.reasons.screening import screen
from beatwise.hotspots.significance import local_gi


SPOT = shapely.box(900, 900, 1_100, 1_100)
EMPTY = shapely.box(0, 0, 200, 200)
# Six in the fuller cell under the hot spot, two in the other; three beside the fuller one only.
BUSY = [(950, 950, 100, 0)] * 6 + [(1_050, 950, 100, 0)] * 2 + [(750, 950, 100, 0)] * 3
SCATTERED = [(300.0 + 200 * i, 1_500, 101, 0) for i in range(5)]


def test_the_cell_with_most_of_its_incidents_is_the_one_tested() -> None:
    """The p and q are those of the local test of that cell, as it stands."""
    town = observed(*BUSY, *SCATTERED)
    asking = question(town)
    [(p, q)] = screen(town, (100, 101), asking, [SPOT])
    unit = asking.units.assign(town.x, town.y)
    test = local_gi(np.bincount(unit, minlength=len(asking.units)).astype(float), asking.neighbours)
    cell = asking.units.assign(np.array([950.0]), np.array([950.0]))[0]
    assert (p, q) == (pytest.approx(test.p[cell]), pytest.approx(test.q[cell]))
    assert p < 0.05
    assert p < q


def test_a_place_without_an_incident_is_not_tested() -> None:
    """Nothing inside in these months: no p, no q, rather than p = 1."""
    town = observed(*BUSY, *SCATTERED)
    asking = question(town)
    empty, full = screen(town, (100, 101), asking, [EMPTY, SPOT])
    assert empty == (None, None)
    assert full == screen(town, (100, 101), asking, [SPOT])[0]
    assert None not in full
    assert screen(town, (101,), asking, [SPOT]) == [(None, None)]


def test_with_two_types_the_smaller_p_counts_twice() -> None:
    """A second type scattered elsewhere doubles p (Bonferroni), and no p passes one."""
    asking = question(observed(*BUSY))
    one = observed(*BUSY, *SCATTERED)
    two = observed(*BUSY, *SCATTERED, *[(100.0, 1_900, 101, 1)] * 3, types=("shoplifting", "drugs"))
    [(alone, _)] = screen(one, (100, 101), asking, [SPOT])
    [(together, q)] = screen(two, (100, 101), asking, [SPOT])
    assert together == pytest.approx(2 * alone)
    assert q <= 1.0


def test_of_two_types_in_one_cell_the_smaller_p_counts() -> None:
    """Beside a single drugs record the busy type's p is the smaller one, twice."""
    one = observed(*BUSY, *SCATTERED)
    two = observed(*BUSY, *SCATTERED, (950, 950, 100, 1), types=("shoplifting", "drugs"))
    [(alone, alone_q)] = screen(one, (100, 101), question(one), [SPOT])
    assert screen(two, (100, 101), question(two), [SPOT]) == [
        (pytest.approx(2 * alone), pytest.approx(min(1.0, 2 * alone_q)))
    ]


def test_a_p_multiplied_by_many_types_is_at_most_one() -> None:
    """One record each of twenty types: twenty times p is more than one, so it is one."""
    types = tuple(f"type {i}" for i in range(20))
    rows = [(950.0, 950.0, 100, i) for i in range(20)]
    scattered = [(300.0 + 200 * i, 1_500.0, 101, kind) for i in range(5) for kind in range(20)]
    town = observed(*rows, *scattered, types=types)
    assert screen(town, (100, 101), question(town), [SPOT]) == [(1.0, 1.0)]


def test_months_of_no_training_do_not_say_which_cell_is_meant() -> None:
    """Twenty records of a later month in the emptier cell leave the fuller one the tested one."""
    town = observed(*BUSY, *SCATTERED)
    later = observed(*BUSY, *SCATTERED, *[(1_050.0, 950.0, 102, 0)] * 20)
    asking = question(town)
    assert screen(later, (100, 101), asking, [SPOT]) == screen(town, (100, 101), asking, [SPOT])


def test_the_first_cell_of_the_grid_is_tested_as_any_other() -> None:
    """Eight records in the corner: tested there, and those outside the town are passed over."""
    corner = [(100.0, 100.0, 100, 0)] * 8
    outside = [(-50.0, 100.0, 100, 0)] * 20
    town = observed(*corner, *SCATTERED, *outside)
    asking = question(town)
    counts = np.bincount(
        asking.units.assign(*np.array([(x, y) for x, y, *_ in (*corner, *SCATTERED)]).T),
        minlength=len(asking.units),
    )
    assert counts[0] == 8
    test = local_gi(counts.astype(float), asking.neighbours)
    spots = [shapely.box(-100, 0, 200, 200), shapely.box(-100, 0, -10, 200)]
    assert screen(town, (100, 101), asking, spots) == [
        (pytest.approx(test.p[0]), pytest.approx(test.q[0])),
        (None, None),
    ]
