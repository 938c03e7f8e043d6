"""Rows sorted by place, and cut out again in the order they came in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from beatwise.records.placed_rows import place_rows


ROWS = pd.DataFrame(
    {
        "easting": [30.0, 10.0, np.nan, 20.0],
        "northing": [1.0, 1.0, np.nan, 99.0],
        "month": [100, 101, 102, 103],
        "type": ["robbery", "shoplifting", "robbery", "robbery"],
        "location": ["a", None, "c", "d"],
    }
)


def test_a_rectangle_holds_its_rows_in_their_order() -> None:
    """Edges are included, rows without a place are not, and the order is that of the file."""
    near = place_rows(ROWS, ("robbery", "shoplifting")).near((10, 0, 30, 50))
    assert near.month.tolist() == [100, 101]
    assert near.kind.tolist() == [0, 1]
    assert near.label.tolist() == ["a", ""]


def test_an_empty_rectangle_holds_none() -> None:
    """A place without rows gives none."""
    assert len(place_rows(ROWS, ("robbery",)).near((40, 0, 50, 50)).x) == 0
