"""What a recipe works out follows from the cells, by the formulas that check printed tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from beatwise.accountability.reconcile.printed_table import from_rows
from beatwise.errors import BadInput
from beatwise.publication.papers.computed_values import of_row, of_tables
from beatwise.publication.papers.figure_book import Missing


ROWS = [{"channel": "999", "before": 200, "after": 250}, {"channel": "101", "before": None}]
TABLES = {"calls": from_rows("calls", ROWS)}


def test_a_column_is_worked_out_for_a_row() -> None:
    """From 200 to 250 is a change of 50, a quarter."""
    assert of_row("after - before", ROWS[0], ROWS) == 50
    assert of_row("change(before, after)", ROWS[0], ROWS) == 25


def test_an_empty_cell_is_never_a_zero() -> None:
    """Without both years there is no change."""
    with pytest.raises(Missing):
        of_row("after - before", ROWS[1], ROWS)


def test_a_figure_is_worked_out_over_tables() -> None:
    """A cell is named by the label of its row; a table that is not there is missing."""
    assert of_tables('calls.after["999"] / calls.before["999"]', TABLES) == Decimal("1.25")
    with pytest.raises(Missing):
        of_tables('other.after["999"] - 1', TABLES)


def test_what_is_no_formula_is_refused() -> None:
    """Nothing but arithmetic is ever worked out."""
    with pytest.raises(BadInput):
        of_row("__import__('os')", ROWS[0], ROWS)
    with pytest.raises(BadInput):
        of_row("after -", ROWS[0], ROWS)
