"""Checks that suggest themselves: a row called total, and columns that add up in most rows.

For a table without checks of its own. A relation is suggested when it holds in at least two
thirds of four rows or more, so that the rows in which it fails stand out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from beatwise.accountability.reconcile.checks import Check, FormulaCheck, TotalsCheck
from beatwise.accountability.reconcile.number import read
from beatwise.accountability.reconcile.printed_table import PrintedTable, Row


FEWEST_ROWS = 4
MOST_COLUMNS = 12
MOST_ROWS = 200  # a relation is looked for in these; what is suggested is checked in every row
ENOUGH = Fraction(2, 3)
_TOTAL_WORDS = ("total", "totals", "all", "grand total")


def suggest(table: PrintedTable) -> tuple[Check, ...]:
    """Return the checks that suggest themselves; none for a table of text."""
    totals = [row for row in table.rows if table.label_of(row).lower() in _TOTAL_WORDS]
    parts = [row for row in table.rows if row not in totals]
    numeric = [c for c in table.columns if c != table.label_column and _is_numeric(c, parts)]
    suggestions: list[Check] = []
    if len(totals) == 1 and len(parts) > 1:
        sums = [column for column in numeric if read(totals[0].get(column, "")) is not None]
        label = table.label_of(totals[0])
        if sums:
            suggestions.append(TotalsCheck(tuple(sums), {table.label_column: label}))
    return (*suggestions, *_relations(numeric[:MOST_COLUMNS], parts[:MOST_ROWS]))


def _relations(columns: Sequence[str], rows: Sequence[Row]) -> list[Check]:
    """Return ``a == b + c`` for the columns in which it nearly always holds.

    And one column as the sum of all the others, where there are more than two.
    """
    usable = [column for column in columns if column.isidentifier()]
    numbers = {column: [read(row.get(column, "")) for row in rows] for column in usable}
    suggestions: list[Check] = []
    for whole in usable:
        others = [column for column in usable if column != whole]
        groups = [*combinations(others, 2), *([tuple(others)] if len(others) > 2 else [])]
        for parts in groups:
            if _holds(numbers[whole], [numbers[part] for part in parts]):
                suggestions.append(FormulaCheck(f"{whole} == {' + '.join(parts)}"))
    return suggestions


def _holds(whole: Sequence[Fraction | None], parts: Sequence[Sequence[Fraction | None]]) -> bool:
    """Whether it holds in enough rows; a row with a zero part proves nothing and is left out."""
    agreeing = tried = 0
    for printed, *part_values in zip(whole, *parts, strict=True):
        if printed is None or not all(part_values):
            continue
        tried += 1
        agreeing += printed == sum(value for value in part_values if value)
    return tried >= FEWEST_ROWS and agreeing >= ENOUGH * tried


def _is_numeric(column: str, rows: Sequence[Row]) -> bool:
    texts = [row.get(column, "").strip() for row in rows]
    not_empty = [text for text in texts if text]
    return bool(not_empty) and all(_whole_number(text) for text in not_empty)


def _whole_number(text: str) -> bool:
    """Whether a cell is a number and nothing else: not a date, a year range or a reference."""
    if read(text) is None:
        return False
    return not any(sign in text.strip()[1:] for sign in ("-", "/", ":")) and not any(
        letter.isalpha() for letter in text
    )
