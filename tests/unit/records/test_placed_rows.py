"""Rows sorted by place, and cut out again in the order they came in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from beatwise.records.placed_rows import joined, place_rows


ROWS = pd.DataFrame(
    {
        "easting": [30.0, 10.0, np.nan, 20.0],
        "northing": [1.0, 1.0, np.nan, 99.0],
        "month": [100, 101, 102, 103],
        "type": ["robbery", "shoplifting", "robbery", "robbery"],
        "location": ["a", None, "c", "d"],
    }
).astype({"type": "category", "location": "category"})


def test_a_rectangle_holds_its_rows_in_their_order() -> None:
    """Edges are included, rows without a place are not, and the order is that of the file."""
    near = place_rows(ROWS, ("robbery", "shoplifting")).near((10, 0, 30, 50))
    assert near.month.tolist() == [100, 101]
    assert near.kind.tolist() == [0, 1]
    assert near.names.tolist() == ["a", ""]


def test_an_empty_rectangle_holds_none() -> None:
    """A place without rows gives none."""
    assert len(place_rows(ROWS, ("robbery",)).near((40, 0, 50, 50)).x) == 0


def test_parts_are_one_below_the_other() -> None:
    """Names stay with their rows, also of those without one, though each part numbers its own."""
    other = ROWS.assign(location=pd.Categorical(["x", "y", None, None])).iloc[::-1]
    parts = [place_rows(rows, ("robbery", "shoplifting")) for rows in (ROWS, other)]
    near = joined([part.near((0, 0, 50, 50)) for part in parts])
    assert near.x.tolist() == [30, 10, 10, 30]
    assert near.names.tolist() == ["a", "", "y", "x"]
    assert near.month.tolist() == [100, 101, 101, 100]
