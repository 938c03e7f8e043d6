"""Rows added up a month of a force at a time."""

from __future__ import annotations

import numpy as np
from tests.unit.records.tallies import tally_of


def test_months_keep_their_counts_while_areas_and_types_come():
    """A month that was added before an area or type was known has zeros for it."""
    tally = tally_of([("A", "f", 1, "asb"), ("A", "f", 1, "asb"), ("B", "f", 2, "theft")])
    assert (list(tally.areas), list(tally.kinds)) == (["A", "B"], ["asb", "theft"])
    cells = tally.cells(np.array([0, 1, -1]), [1, 2, 3], ["asb", "theft", "drugs"])
    assert cells.tolist() == [
        [[2, 0, 0], [0, 0, 0], [0, 0, 0]],
        [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
        [[0, 0, 0]] * 3,
    ]
    assert tally.rows([3, 2, 1], ["theft", "asb"]).tolist() == [[0, 0, 2], [0, 1, 0]]


def test_rows_without_an_area_are_read_and_in_no_count():
    """What became of rows is told by type, whether they have an area or not."""
    tally = tally_of([("", "f", 1, "asb"), ("A", "f", 1, "theft"), ("A", "f", 2, "asb")])
    assert (tally.rows_read(["asb"]), tally.rows_read(["asb", "theft", "none"])) == (2, 3)
    assert tally.fates(["asb"]) == {"first": 2}
    assert tally.rows([1], ["asb", "theft"]).sum() == 1


def test_the_force_that_names_an_area_most_is_told_with_its_months():
    """As many rows: the first by name. A force that records everywhere does not count."""
    rows = [("A", "g", 1, "asb"), ("A", "f", 2, "asb"), ("B", "g", 1, "asb"), ("B", "g", 2, "asb")]
    tally = tally_of([*rows, ("C", "rail", 1, "asb"), *[("A", "rail", 1, "asb")] * 9])
    assert tally.namers({"rail"}) == [("A", "f", 1), ("B", "g", 2)]
    assert tally.named().all()
