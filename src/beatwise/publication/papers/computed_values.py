"""Figures that a recipe works out, with the formulas that check printed tables.

What a paper prints is worked out by the same rule by which a printed paper is checked, so that the
two cannot differ.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from beatwise.accountability.reconcile import formula
from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows, matches
from beatwise.errors import BadInput
from beatwise.publication.papers.figure_book import Missing


_MOST_PLACES = 10


def of_row(text: str, row: Mapping[str, object], rows: Sequence[Mapping[str, object]]) -> Decimal:
    """Work a formula out over one row of a table; raise ``Missing`` where a cell is empty."""
    table = from_rows("row", rows)
    place = formula.Place({}, table, _as_text(row), False, table.rows)
    return _number(formula.expression(text), place)


def of_tables(
    text: str, tables: Mapping[str, PrintedTable], only: Mapping[str, str] | None = None
) -> Decimal:
    """Work a formula out over cells of tables, ``football.value["Home matches"]``.

    ``only`` are texts by field: rows of tables with these fields must hold them.

    Raises ``Missing`` for a table, column or row that is not there or a cell that is empty, as in
    a table of another year, and ``BadInput`` for a formula that cannot be read.
    """
    tree, empty = formula.expression(text), PrintedTable("figure", (), ())
    narrowed = {name: _narrowed(table, only or {}) for name, table in tables.items()}
    try:
        return _number(tree, formula.Place(narrowed, empty, {}, False, ()))
    except BadInput:
        raise Missing(text) from None


def _number(tree: ast.expr, place: formula.Place) -> Decimal:
    try:
        exact = formula.work_out(tree, place).exact
    except formula.Missing:
        raise Missing(ast.unparse(tree)) from None
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return quotient.quantize(Decimal(1).scaleb(-_MOST_PLACES))


def _narrowed(table: PrintedTable, only: Mapping[str, str]) -> PrintedTable:
    if not only or not only.keys() <= set(table.columns):
        return table
    return replace(table, rows=tuple(row for row in table.rows if matches(row, only)))


def _as_text(row: Mapping[str, object]) -> dict[str, str]:
    return {key: "" if value is None else str(value) for key, value in row.items()}
