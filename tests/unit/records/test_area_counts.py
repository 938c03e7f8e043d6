"""Counts by area, month and type in which a nought means nought."""

from __future__ import annotations

import numpy as np

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
    area, force, month, kind = (np.array(column) for column in zip(*ROWS, strict=True))
    return count_areas(area, force, month, kind, PUBLISHED, kinds, **options)


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
    nothing = np.empty(0, dtype=str)
    counts = count_areas(nothing, nothing, np.empty(0, np.int32), nothing, PUBLISHED, ("asb",))
    assert len(counts.table) == counts.counted == 0
