"""What a town's hot spots could ever tell, by hours and months."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.hotspots.towns.worlds import town

from beatwise.errors import UsageError
from beatwise.hotspots.towns.power_atlas import atlas_cells
from beatwise.hotspots.towns.smallest_detectable_fall import learnable


def test_a_cell_is_the_smallest_fall_of_the_hot_spots_that_hours_cover() -> None:
    """Twenty a month in one hot spot: as the rule says for that many months; no hours, no fall."""
    cells = atlas_cells(town("A", 20), "shoplifting", hours=(1.0, 3.0), months=(6, 24))
    assert [(cell.hours, cell.months, cell.hot_spots) for cell in cells] == [
        (1.0, 6, 0), (1.0, 24, 0), (3.0, 6, 1), (3.0, 24, 1),
    ]  # fmt: skip
    falls = [cell.fall for cell in cells]
    assert falls == [None, None, *(learnable(np.full(4, 20), each).fall for each in (6, 24))]
    assert [cell.a_month for cell in cells] == [0, 0, 20, 20]


def test_a_town_without_hot_spots_could_tell_nothing() -> None:
    """Whatever the hours and months."""
    cells = atlas_cells(town("A", 0, outside=9), "shoplifting")
    assert {cell.fall for cell in cells} == {None}
    assert {cell.hot_spots for cell in cells} == {0}


def test_hours_that_cover_nothing_are_refused() -> None:
    """A hot spot takes some hours."""
    with pytest.raises(UsageError):
        atlas_cells(town("A", 1), "shoplifting", hours_each=0)
