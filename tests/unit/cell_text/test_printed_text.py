"""A cell of any file as text, as it is printed."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.cell_text.printed_text import printed_row, printed_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (True, "yes"), (False, "no"), (3.0, "3"), (0.25, "0.25"), (7, "7"),
        (dt.datetime(2026, 1, 21, 9, 30), "2026-01-21"), (dt.date(2026, 1, 21), "2026-01-21"),
        ("  £1,200 ", "£1,200"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_it_is_printed(cell: object, text: str) -> None:
    """Whole numbers have no point, days are written year first, and nothing is no words."""
    assert printed_text(cell) == text


def test_what_an_export_writes_for_no_value_is_an_empty_cell_again() -> None:
    """Whatever stands around it: a file that was exported comes back as it was."""
    row = {"value": "no data ", "note": "no data yet", "target": None}
    assert printed_row(row, "no data") == {"value": "", "note": "no data yet", "target": ""}
