"""The lines of a panel, written a part at a time."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest
from tests.unit.records.tallies import tally_of

from beatwise.clock import Month
from beatwise.journeys.hotspots.panel_files import PanelTable
from beatwise.records.area_counts import count_areas
from beatwise.store.files.parquet_tables import write_tables


LABELS = {"A": "Alpha", "B": "Beta", "C": "Gamma"}
JANUARY = Month.parse("2025-01").number
ROWS = [
    (area, "f", JANUARY + month, kind)
    for area in ("A", "B", "C") for month in range(3) for kind in ("asb", "drugs")
]  # fmt: skip


def table() -> PanelTable:
    published = {("f", JANUARY + month) for month in range(3)}
    counts = count_areas(tally_of(ROWS), published, ["asb", "drugs"])
    return PanelTable(counts, LABELS)


def test_parts_in_one_file_are_the_table() -> None:
    """A file of row groups, each of a few areas, reads as the table written at once."""
    parts, whole = io.BytesIO(), io.BytesIO()
    write_tables(table().arrow_parts(most=7), parts)
    write_tables(table().arrow_parts(), whole)
    assert len(list(table().parts(most=7))) == 3
    pd.testing.assert_frame_equal(pd.read_parquet(parts), pd.read_parquet(whole))


@pytest.mark.parametrize("labels", [LABELS, {}])
@pytest.mark.parametrize("absent", [frozenset(), frozenset({("f", "drugs")})])
def test_arrow_parts_are_the_frames(labels: dict, absent: frozenset) -> None:
    """What is written as Parquet holds the lines, columns and types of the other files."""
    counted = table()
    panel = PanelTable(replace(counted.counts, absent=absent), labels)
    frames = [pa.Table.from_pandas(part, preserve_index=False) for part in panel.parts(most=7)]
    parts = list(panel.arrow_parts(most=7))
    assert [one.schema.metadata for one in parts] == [one.schema.metadata for one in frames]
    assert parts == frames


def test_months_and_areas_have_their_names() -> None:
    """The first line is the first area's first month."""
    [part] = table().parts()
    assert part.iloc[0].tolist() == ["A", "Alpha", "f", "2025-01", "asb", 1]
    assert list(part["month"].cat.categories) == ["2025-01", "2025-02", "2025-03"]
