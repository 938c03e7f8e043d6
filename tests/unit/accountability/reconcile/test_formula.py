"""Formulas over printed cells: how they are read, worked out and refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.unit.accountability.reconcile.worlds import towns

from beatwise.accountability.reconcile.formula import (
    Missing,
    Place,
    cell_text,
    parse,
    total,
    work_out,
)
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.errors import BadInput


def place(table: PrintedTable, row: int = 0, *, rounded: bool = False) -> Place:
    """A row of a table, with another table beside it."""
    other = from_rows("other", [{"name": "All", "sum": "50"}])
    tables = {table.name: table, "other": other}
    return Place(tables, table, table.rows[row], rounded, table.rows)


@pytest.mark.parametrize(("text", "value"), [
    ("left == budget - spent", 6), ("left == budget * 2 + -spent", 16),
    ("left == share(spent, budget)", 40), ("left == change(spent, budget)", 150),
    ("left == sum(budget)", 60), ('left == budget["South"] - spent', 16),
    ('left == other.sum["All"] / 4', Fraction(25, 2)), ("left == sum(other.sum)", 50),
    ("left == 0.1 * budget", 1),
])  # fmt: skip
def test_the_recomputed_side_is_worked_out(text: str, value: Fraction) -> None:
    """Cells of the row, cells by label, cells of other tables, sums, shares and changes."""
    assert work_out(parse(text).right, place(towns())).exact == value


@pytest.mark.parametrize(("text", "left", "sign"), [
    ("left == budget - spent", "left", "=="), ("budget - spent == left", "left", "=="),
    ("budget - spent <= left", "left", ">="), ("budget + spent >= left", "left", "<="),
    ("left <= budget", "left", "<="), ("left == budget", "left", "=="),
])  # fmt: skip
def test_the_printed_cell_comes_first(text: str, left: str, sign: str) -> None:
    """A cell on the right changes places with the sum, and the sign turns round with it."""
    formula = parse(text)
    assert cell_text(formula.left, place(towns())) == towns().rows[0][left]
    assert formula.sign == sign


@pytest.mark.parametrize(("text", "per_row"), [
    ("left == budget - spent", True), ('left["Total"] == sum(left)', False),
    ('left["Total"] == other.sum["All"] / 2', False), ('left["Total"] == share(spent, 4)', True),
])  # fmt: skip
def test_a_bare_column_asks_for_every_row(text: str, per_row: bool) -> None:
    """A formula that names all its cells is worked out once, any other in each row."""
    assert parse(text).per_row is per_row


@pytest.mark.parametrize(("text", "message"), [
    ("left ==", "is not a formula"), ("left", "compares nothing"),
    ("left == budget == spent", "compares nothing"), ("left != budget", "sign that is not known"),
    ("1 + 2 == 3 + 4", "no printed cell"),
])  # fmt: skip
def test_what_is_no_formula_is_refused(text: str, message: str) -> None:
    """The message quotes the formula and says what it lacks."""
    with pytest.raises(BadInput, match=message):
        parse(text)


@pytest.mark.parametrize(("text", "message"), [
    ("left == budget ** 2", "cannot be worked out"), ("left == open(budget)", "not a function"),
    ("left == share(budget)", "not a function"), ("left == 'ten' + budget", "cannot be worked out"),
    ("left == sum(budget + spent)", "is not a column"), ("left == colour", "no column 'colour'"),
    ('left == budget["East"]', "no row 'East'"), ("left == budget[spent]", "is not a cell"),
    ("left == (lambda: 1)()", "cannot be worked out"),
    ("left == share(budget, of=spent)", "cannot be worked out"),
])  # fmt: skip
def test_nothing_but_sums_over_cells_is_ever_run(text: str, message: str) -> None:
    """Powers, calls, texts and unknown columns are refused, never evaluated."""
    with pytest.raises(BadInput, match=message):
        work_out(parse(text).right, place(towns()))


@pytest.mark.parametrize("text", [
    "left == budget - spent", "left == sum(spent)", "left == nowhere.sum['All'] + 1",
    "left == 1 / (budget - budget)", "left == share(1, budget - budget)",
])  # fmt: skip
def test_what_cannot_be_known_is_missing(text: str) -> None:
    """An empty cell, an absent table and a division by zero leave nothing to check."""
    with pytest.raises(Missing):
        work_out(parse(text).right, place(towns(north_spent="")))


def test_rounded_cells_widen_the_sum() -> None:
    """10 − 4 of whole numbers that were rounded is from 5 to 7."""
    side = work_out(parse("left == budget - spent").right, place(towns(), rounded=True))
    assert (side.low, side.exact, side.high) == (5, 6, 7)


def test_a_column_of_no_rows_adds_up_to_nothing() -> None:
    """The sum of no cells is zero; a row that lacks the cell is missing."""
    assert total("a", [], rounded=True).exact == 0
    with pytest.raises(Missing):
        total("a", [{"a": "1"}, {}], rounded=True)
