"""Counts by area, month and type in which a nought means nought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from tests.unit.records.tallies import tally_of

from beatwise.records.area_counts import AreaCounts, count_areas


# area, force, month, type
ROWS = [
    ("A", "f", 1, "asb"),
    ("A", "f", 1, "asb"),
    ("A", "f", 2, "theft"),
    ("A", "g", 2, "theft"),  # a neighbour's row in f's area, in a month that f published
    ("A", "g", 3, "theft"),  # in a month that f did not publish
    ("B", "g", 1, "asb"),
    ("B", "g", 2, "drugs"),
    ("B", "g", 3, "asb"),
    ("Z", "g", 1, "asb"),  # seen in one of g's three months: not g's own
]
PUBLISHED = {("f", 1), ("f", 2), ("g", 1), ("g", 2), ("g", 3)}


def counted(kinds: tuple[str, ...] = ("asb", "theft"), **options: float) -> AreaCounts:
    return count_areas(tally_of(ROWS), PUBLISHED, kinds, **options)


def lines(counts: AreaCounts) -> list[tuple]:
    table = counts.table.astype({"area": str, "type": str})
    return list(table[["area", "month", "type", "rows"]].itertuples(index=False, name=None))


def test_noughts_stand_only_in_months_that_the_force_published():
    """An area has every type in each month of its own force, and nothing in a missing month."""
    assert lines(counted()) == [
        ("A", 1, "asb", 2), ("A", 1, "theft", 0), ("A", 2, "asb", 0), ("A", 2, "theft", 2),
        ("B", 1, "asb", 1), ("B", 1, "theft", 0), ("B", 2, "asb", 0), ("B", 2, "theft", 0),
        ("B", 3, "asb", 1), ("B", 3, "theft", 0),
    ]  # fmt: skip


def test_every_row_asked_for_is_accounted_for():
    """Rows are counted, strayed or without their force's month; together they are all."""
    counts = counted()
    assert (counts.counted, counts.strayed, counts.without_month) == (6, 1, 1)
    assert counts.table["rows"].sum() == counts.counted
    assert counts.stray_areas == ["Z"]


def test_an_area_that_was_drawn_is_kept_however_quiet():
    """Without a share to reach, an area seen once has noughts in its force's other months."""
    counts = counted(("asb",), own_share=0)
    assert [line for line in lines(counts) if line[0] == "Z"] == [
        ("Z", 1, "asb", 1), ("Z", 2, "asb", 0), ("Z", 3, "asb", 0),
    ]  # fmt: skip


def test_no_rows_give_an_empty_table():
    """Nothing to count gives no line."""
    counts = count_areas(tally_of([]), PUBLISHED, ("asb",))
    assert len(counts.table) == counts.lines == counts.counted == 0


@pytest.mark.parametrize("most", [1, 4, 7, 1000])
def test_a_table_in_parts_is_the_table(most):
    """However few lines are wanted at a time, they are those of the whole, in its order."""
    counts = counted(("asb", "theft", "drugs"))
    parts = list(counts.tables(most))
    assert len(parts) == (2 if most < 9 else 1)
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), counts.table)


def test_a_type_that_a_force_lacks_has_no_line():
    """The pair of force and type is left out of the table and of the number of lines."""
    counts = replace(counted(), absent=frozenset({("g", "theft")}))
    assert [line[:3] for line in lines(counts) if line[0] == "B"] == [
        ("B", 1, "asb"), ("B", 2, "asb"), ("B", 3, "asb"),
    ]  # fmt: skip
    assert len(counts.table) == counts.lines == 4 + 3


def test_an_area_of_a_known_ground_is_counted_without_rows():
    """With grounds given, an area that no row names has noughts, and others are left out."""
    counts = counted(("asb",), home={"A": ("f",), "Q": ("f", "g")})
    assert lines(counts) == [("A", 1, "asb", 2), ("A", 2, "asb", 0), ("Q", 1, "asb", 0),
                             ("Q", 2, "asb", 0)]  # fmt: skip
    assert counts.stray_areas == ["B", "Z"]


def test_rows_of_a_force_that_records_everywhere_make_no_area_its_own():
    """They count in the area of the force whose own it is."""
    rows: Sequence[tuple] = [*ROWS, *[("A", "rail", 1, "asb")] * 5]
    published = PUBLISHED | {("rail", 1)}
    counts = count_areas(tally_of(rows), published, ("asb",), everywhere={"rail"})
    assert counts.owner == ("f", "g")
    assert lines(counts)[0] == ("A", 1, "asb", 7)
