"""The lines of a panel, written a part at a time."""

from __future__ import annotations

import io

import pandas as pd
from tests.unit.records.tallies import tally_of

from beatwise.clock import Month
from beatwise.journeys.hotspots.panel_files import PanelTable
from beatwise.records.area_counts import count_areas
from beatwise.store.files.parquet_tables import write_frames


JANUARY = Month.parse("2025-01").number
ROWS = [
    (area, "f", JANUARY + month, kind)
    for area in ("A", "B", "C") for month in range(3) for kind in ("asb", "drugs")
]  # fmt: skip


def table() -> PanelTable:
    published = {("f", JANUARY + month) for month in range(3)}
    counts = count_areas(tally_of(ROWS), published, ["asb", "drugs"])
    return PanelTable(counts, {"A": "Alpha", "B": "Beta", "C": "Gamma"})


def test_parts_in_one_file_are_the_table() -> None:
    """A file of row groups, each of a few areas, reads as the table written at once."""
    parts, whole = io.BytesIO(), io.BytesIO()
    write_frames(table().parts(most=7), parts)
    write_frames(table().parts(), whole)
    assert len(list(table().parts(most=7))) == 3
    pd.testing.assert_frame_equal(pd.read_parquet(parts), pd.read_parquet(whole))


def test_months_and_areas_have_their_names() -> None:
    """The first line is the first area's first month."""
    [part] = table().parts()
    assert part.iloc[0].tolist() == ["A", "Alpha", "f", "2025-01", "asb", 1]
    assert list(part["month"].cat.categories) == ["2025-01", "2025-02", "2025-03"]
