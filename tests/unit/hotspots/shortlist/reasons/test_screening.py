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
    assert screen(town, (100, 101), asking, [EMPTY, SPOT])[0] == (None, None)
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
