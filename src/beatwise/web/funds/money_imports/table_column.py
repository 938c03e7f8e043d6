"""The column of a table that a fault is found in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from beatwise.accountability.spending.money_table import MoneyTable
from beatwise.errors import UserError


@contextmanager
def at_column(table: MoneyTable, *keys: str) -> Iterator[None]:
    """Raise what cannot be at the table's column of a key, the first of them that it has."""
    try:
        yield
    except UserError as error:
        columns = (table.columns[key] for key in keys if table.columns.get(key))
        place = next(columns, "")
        raise type(error)(error.message, place=place, next_step=error.next_step) from None
