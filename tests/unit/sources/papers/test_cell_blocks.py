"""Rows of cells are tables and titles, as a sheet holds them."""

from __future__ import annotations

from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.sources.papers.cell_blocks import blocks


def test_a_sheet_has_titles_tables_and_notes() -> None:
    """A row of one cell is a title or note; an empty row parts two tables."""
    rows = [("Engagements", "", ""), *ROWS, ("", "", ""), ("Note: to May", "", "")]
    paper = blocks("Sheet", [*rows, *ROWS])

    assert [table.name for table in paper.tables] == ["Engagements", "Note: to May"]
    assert paper.tables[0].lines == (3, 4, 5)
    assert findings(paper) == FINDING * 2


def test_a_table_may_begin_in_a_later_column() -> None:
    """Empty columns on the left are no column of the table."""
    paper = blocks("Sheet", [("", "", *row) for row in ROWS])

    assert paper.tables[0].header == ROWS[0]
