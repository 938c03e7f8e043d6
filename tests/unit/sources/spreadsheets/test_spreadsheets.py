"""Whatever text a table holds comes back from CSV and XLSX as it went in."""

from __future__ import annotations

import csv
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatwise.sources.spreadsheets import read_sheet


# Text as people type it: no control characters; a leading or trailing space is not kept.
CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), max_size=12
).map(str.strip)
TABLE = st.lists(st.tuples(CELL, CELL, CELL).filter(any), min_size=1, max_size=6)
HEADER = ["first name of all", "second name of all", "third name of all"]
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def same(path: Path, rows: list[tuple[str, str, str]]) -> None:
    sheet = read_sheet(path, header_row=1)
    expected = [
        tuple(" ".join(c.split()) if c.startswith('="') else c for c in row) for row in rows
    ]
    assert sheet.columns == HEADER
    assert [tuple(row) for row in sheet.frame.itertuples(index=False)] == expected
    assert sheet.rows.tolist() == list(range(2, len(rows) + 2))


@QUICK
@given(
    rows=TABLE,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_csv(tmp_path: Path, rows: list, delimiter: str, encoding: str) -> None:
    """A quoted CSV in any delimiter and Unicode encoding gives its cells back."""
    rows = [row for row in rows if not any(c.startswith('="') for c in row)] or [("a", "b", "c")]
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([HEADER, *rows])
    same(path, rows)


@QUICK
@given(rows=TABLE)
def test_xlsx(tmp_path: Path, rows: list) -> None:
    """A workbook of text gives its cells back."""
    rows = [row for row in rows if not any(c.startswith('="') for c in row)] or [("a", "b", "c")]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    same(path, rows)
