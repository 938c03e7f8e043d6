"""Formulas over printed cells: ``left == total - spent``, ``share(yes, yes + no) == yes_pct``.

A bare name is a column of the row at hand; ``value["Complete"]`` is one cell, by the label of its
row; ``other.value["Complete"]`` is a cell of another table; ``sum(value)`` adds up a column, and
``count(value)`` says how many of its cells hold something.
Formulas are read by Python's own parser and worked out here: nothing else is ever run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from beatwise.accountability.reconcile.number import Number, exactly, printed
from beatwise.accountability.reconcile.printed_table import PrintedTable, Row
from beatwise.errors import BadInput


HUNDRED = exactly(100)
OF_COLUMNS = ("sum", "count")


class Missing(Exception):
    """A cell that a formula needs is empty: there is nothing to check."""


def share(part: Number, whole: Number) -> Number:
    """Part in per cent of the whole."""
    return part * HUNDRED / whole


def change(before: Number, after: Number) -> Number:
    """The change in per cent of the value before: after ÷ before − 1."""
    return after / before * HUNDRED - HUNDRED


FUNCTIONS: dict[str, Callable[[Number, Number], Number]] = {"share": share, "change": change}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, split at its comparison: what is printed on one side, recomputed on the other."""

    text: str
    left: ast.expr
    right: ast.expr
    sign: str

    @property
    def per_row(self) -> bool:
        """Whether it speaks of a row at hand (it has a bare column name)."""
        return any(_is_bare(node, self.left, self.right) for node in _nodes(self.left, self.right))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula is worked out: the tables, the table and row at hand, and rounding.

    ``rows`` are those of the table at hand that the formula may look at.
    """

    tables: Mapping[str, PrintedTable]
    table: PrintedTable
    row: Row
    rounded: bool
    rows: tuple[Row, ...]


def parse(text: str) -> Formula:
    """Read a formula with ``==``, ``<=`` or ``>=``; raise ``BadInput`` for anything else.

    The side that is a single cell is the printed one; when both are, the left.
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise BadInput(f"'{text}' is not a formula.") from error
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise BadInput(f"'{text}' compares nothing.", next_step="Write: total == first + second.")
    sign = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">="}.get(type(tree.ops[0]))
    if sign is None:
        raise BadInput(f"'{text}' compares by a sign that is not known.")
    left, right = tree.left, tree.comparators[0]
    if not _is_cell(left) and _is_cell(right):
        left, right = right, left
        sign = {"<=": ">=", ">=": "<="}.get(sign, sign)
    if not _is_cell(left):
        raise BadInput(f"'{text}' has no printed cell on either side.")
    return Formula(text, left, right, sign)


def expression(text: str) -> ast.expr:
    """Read a formula that compares nothing, for a value that is worked out and printed.

    Raises ``BadInput`` for what is no formula.
    """
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise BadInput(f"'{text}' is not a formula.") from error


def cell_text(node: ast.expr, place: Place) -> str:
    """Return the text of the cell a node stands for."""
    if isinstance(node, ast.Name):
        return place.row.get(place.table.has(node.id), "")
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        table, column = _column(node.value, place)
        here = replace(table, rows=place.rows) if table is place.table else table
        return here.row(str(node.slice.value)).get(column, "")
    raise BadInput(f"'{ast.unparse(node)}' is not a cell.", place=place.table.name)


def work_out(node: ast.expr, place: Place) -> Number:
    """Work a side of a formula out; raise ``Missing`` when a cell it needs has no number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return exactly(Fraction(str(node.value)))
    if isinstance(node, ast.Name | ast.Subscript):
        return _known(printed(cell_text(node, place), rounded=place.rounded))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -work_out(node.operand, place)
    if isinstance(node, ast.BinOp):
        return _operate(node, work_out(node.left, place), work_out(node.right, place))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _call(node.func.id, node.args, place)
    raise BadInput(f"'{ast.unparse(node)}' cannot be worked out.", place=place.table.name)


def _operate(node: ast.BinOp, left: Number, right: Number) -> Number:
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    if isinstance(node.op, ast.Mult):
        return left * right
    if isinstance(node.op, ast.Div):
        return _divided(lambda: left / right)
    raise BadInput(f"'{ast.unparse(node)}' cannot be worked out.")


def _call(name: str, arguments: list[ast.expr], place: Place) -> Number:
    if name in OF_COLUMNS and len(arguments) == 1:
        table, column = _column(arguments[0], place)
        rows = place.rows if table is place.table else table.rows
        if name == "count":
            return exactly(sum(1 for row in rows if row.get(column, "").strip()))
        return total(column, rows, rounded=place.rounded)
    if name in FUNCTIONS and len(arguments) == 2:
        one, two = (work_out(argument, place) for argument in arguments)
        return _divided(lambda: FUNCTIONS[name](one, two))
    raise BadInput(f"'{name}' is not a function of formulas.", place=place.table.name)


def total(column: str, rows: Iterable[Row], *, rounded: bool) -> Number:
    """Add up a column; raise ``Missing`` when a cell has no number."""
    added = exactly(0)
    for row in rows:
        added += _known(printed(row.get(column, ""), rounded=rounded))
    return added


def _column(node: ast.expr, place: Place) -> tuple[PrintedTable, str]:
    if isinstance(node, ast.Name):
        return place.table, place.table.has(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        other = place.tables.get(node.value.id)
        if other is None:
            raise Missing
        return other, other.has(node.attr)
    raise BadInput(f"'{ast.unparse(node)}' is not a column.", place=place.table.name)


def _divided(work: Callable[[], Number]) -> Number:
    try:
        return work()
    except ZeroDivisionError:
        raise Missing from None


def _known(number: Number | None) -> Number:
    if number is None:
        raise Missing
    return number


def _is_cell(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Subscript)


def _nodes(*sides: ast.expr) -> Iterable[ast.AST]:
    for side in sides:
        yield from ast.walk(side)


def _is_bare(node: ast.AST, *sides: ast.expr) -> bool:
    """Whether a name stands for a cell of the row at hand, and not a column, table or function."""
    if not isinstance(node, ast.Name):
        return False
    for other in _nodes(*sides):
        if isinstance(other, ast.Subscript | ast.Attribute) and other.value is node:
            return False
        if isinstance(other, ast.Call):
            adds = isinstance(other.func, ast.Name) and other.func.id in OF_COLUMNS
            if other.func is node or (adds and node in other.args):
                return False
    return True
