"""A printed table: its columns, its rows by their label, and rows that match."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.worlds import towns

from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows, matches
from beatwise.errors import BadInput


def test_rows_of_unlike_columns_make_one_table() -> None:
    """Every column of any row is a column, in order of appearance; ``None`` is empty text."""
    table = from_rows("t", [{"a": 1, "b": None}, {"c": "x", "a": "y"}])
    assert table.columns == ("a", "b", "c")
    assert table.rows == ({"a": "1", "b": ""}, {"c": "x", "a": "y"})


def test_a_row_is_named_by_the_first_column_or_another() -> None:
    """The label is the first column unless one is named, and is stripped."""
    row = {"a": " North ", "b": "South"}
    assert PrintedTable("t", ("a", "b"), (row,)).label_of(row) == "North"
    assert PrintedTable("t", ("a", "b"), (row,), label="b").label_of(row) == "South"


def test_a_table_without_columns_has_no_label() -> None:
    """An empty table names no row, and fails nowhere."""
    empty = from_rows("t", [])
    assert (empty.label_column, empty.label_of({"a": "x"})) == ("", "")


def test_the_first_of_two_rows_with_one_label_is_returned() -> None:
    """Where a label stands twice, the upper row answers."""
    table = from_rows("t", [{"a": "x", "b": "1"}, {"a": "x", "b": "2"}])
    assert table.row("x")["b"] == "1"


def test_an_unknown_column_or_row_is_refused_by_name() -> None:
    """The message names what is missing, the table, and the columns that there are."""
    with pytest.raises(BadInput, match="no column 'colour'") as caught:
        towns().has("colour")
    assert caught.value.place == "towns"
    assert caught.value.next_step == "Its columns are: town, budget, spent, left."
    with pytest.raises(BadInput, match="no row 'East'"):
        towns().row("East")


@pytest.mark.parametrize(("where", "result"), [
    ({}, True), ({"a": "x"}, True), ({"a": ["z", "x"]}, True), ({"a": "X"}, False),
    ({"a": "x", "b": "2"}, False), ({"c": ""}, True), ({"a": []}, False),
])  # fmt: skip
def test_a_row_matches_when_each_column_does(where: dict, result: bool) -> None:
    """One text or any of several, in every column that is named; no column asks for nothing."""
    assert matches({"a": " x ", "b": "1"}, where) is result
