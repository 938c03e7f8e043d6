"""In which months a hot spot was among the area's busiest places."""

from __future__ import annotations

import numpy as np
import shapely
from tests.unit.hotspots.shortlist.worlds import observed

from beatwise.hotspots.shortlist.reasons.hot_months import recent, standing
from beatwise.places.cells import cut


SPOT = shapely.box(0, 0, 200, 200)


def test_a_hot_spot_is_ranked_among_the_cells_outside_it() -> None:
    """Most of all in the first month; second to another cell in the second; empty in the third."""
    town = observed(
        (100, 100, 100, 0), (100, 100, 100, 0), (500, 500, 100, 0),
        (100, 100, 101, 0), (500, 500, 101, 0), (500, 500, 101, 0),
        (900, 900, 102, 0),
    )  # fmt: skip
    grid = cut(town.area.geometry, "square", 200)
    assert standing(town, (100, 101, 102), grid, [SPOT]).tolist() == [[True, False, False]]


def test_a_tie_for_the_last_place_counts() -> None:
    """Level with the busiest cell is among the busiest."""
    town = observed((100, 100, 100, 0), (500, 500, 100, 0))
    assert standing(town, (100,), cut(town.area.geometry, "square", 200), [SPOT]).all()


def test_incidents_of_a_hot_spot_do_not_count_for_the_cells_under_it() -> None:
    """A hot spot across four cells competes with none of the four."""
    across = shapely.box(100, 100, 300, 300)
    town = observed(
        *[(x, y, 100, 0) for x in (150, 250) for y in (150, 250)], *[(900, 900, 100, 0)] * 3
    )
    assert standing(town, (100,), cut(town.area.geometry, "square", 200), [across]).all()


def test_types_are_averaged_as_shares() -> None:
    """One of two of a rare type outweighs a tenth of a common one."""
    town = observed(
        (100, 100, 100, 1), (900, 900, 100, 1), *[(500, 500, 100, 0)] * 4,
        *[(1_100 + 200 * i, 1_900, 100, 0) for i in range(4)],
        types=("drugs", "robbery"),
    )  # fmt: skip
    grid = cut(town.area.geometry, "square", 200)
    assert standing(town, (100,), grid, [SPOT]).tolist() == [[True]]


def test_incidents_on_no_unit_are_nobodys() -> None:
    """What lies outside the grid and every hot spot makes no hot spot busy."""
    town = observed(*[(900, 900, 100, 0)] * 3, (300, 300, 100, 0))
    grid = cut(shapely.box(0, 0, 400, 400), "square", 200)
    assert standing(town, (100,), grid, [SPOT]).tolist() == [[False]]


def test_no_hot_spots_have_no_months() -> None:
    """An empty list gives no rows."""
    town = observed((100, 100, 100, 0))
    assert standing(town, (100,), cut(town.area.geometry, "square", 200), []).shape == (0, 1)


def test_recent_months_are_calendar_months() -> None:
    """Of the last 12 months only those with data are counted, the earliest one just outside."""
    months = (88, 89, 95, 100)
    hot = np.array([True, True, False, True])
    assert [tuple(window) for window in recent(hot, months, 100)] == [
        (12, 2, 3), (24, 3, 4), (36, 3, 4),
    ]  # fmt: skip
