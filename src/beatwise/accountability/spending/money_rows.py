"""The rows of a table of money, read: each position, project or cost, with every fault named.

The first row beneath the headings is row 2. Amounts are whole pence; a blank is *not printed* and
never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from beatwise.accountability.funds import pence, pounds
from beatwise.accountability.row_reader import Row, RowFault, day, text
from beatwise.accountability.spending.money_table import PAYMENTS, MoneyTable, RowsOut
from beatwise.accountability.spending.year_forecast import year_of_words
from beatwise.clock import financial_year
from beatwise.errors import BadInput, UserError


AMOUNTS = ("allocated", "committed", "paid", "left")


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row: its number, whom it is of, and what it says.

    ``amounts`` are in pence, those that are printed; ``cells`` the words of the other columns by
    their key (project, about, item, people, hours, rate, weeks, cost, source, reference, …).
    """

    number: int
    fund: str
    receiver: str
    area: str
    year: int
    on: dt.date | None
    amounts: Mapping[str, int]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MoneyRows:
    """What a table holds: its rows, what is wrong, what is left out and why, and what differs.

    ``totals`` are the printed totals by key in pence, ``stated`` those of a project's costs by
    project; ``differences`` say in words what does not follow.
    """

    rows: tuple[MoneyRow, ...] = ()
    faults: tuple[RowFault, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    stated: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[str, ...] = ()

    def sum_of(self, key: str) -> int:
        """Return the sum of a column over the rows that print it, in pence."""
        return sum(row.amounts[key] for row in self.rows if key in row.amounts)


def read_rows(table: MoneyTable, rows: Iterable[tuple[int, Row]]) -> MoneyRows:
    """Read rows with their numbers; cells are text, headings in lower case."""
    result: list[MoneyRow] = []
    faults: list[RowFault] = []
    left_out: list[tuple[int, str]] = []
    totals: dict[str, int] = {}
    stated: dict[str, int] = {}
    for number, row in rows:
        try:
            if table.total and _meets(table.total, row):
                totals |= _amounts(table, row)
                if "project" in table.columns:
                    stated[text(row, table.columns["project"])] = _pence(table, row, "cost") or 0
                left_out.append((number, "a printed total, worked out again"))
            elif why := _left_out(table, row):
                left_out.append((number, why))
            else:
                result.append(_row(table, number, row))
        except UserError as error:
            faults.append(RowFault(number, error.place or "", error.message, error.next_step or ""))
    faults += _twice(table, result)
    read = MoneyRows(tuple(result), tuple(faults), tuple(left_out), totals, stated)
    return MoneyRows(read.rows, read.faults, read.left_out, totals, stated, _differences(read))


def _row(table: MoneyTable, number: int, row: Row) -> MoneyRow:
    columns = table.columns
    on = table.on or (day(row, columns["day"]) if "day" in columns else None)
    words = {key: text(row, column) for key, column in columns.items() if key not in AMOUNTS}
    if table.unit_price and _meets(table.unit_price, row):
        words["rate"], words["cost"] = words["cost"], ""
    if table.makes == PAYMENTS:
        for key in ("day", "paid"):
            _needed(table, row, key)
    receiver = table.receiver(words.get("receiver", ""))
    if "receiver" in columns:
        _needed(table, row, "receiver")
    return MoneyRow(
        number=number,
        fund=table.fund or _needed(table, row, "fund_of"),
        receiver=receiver,
        area=receiver if table.area else words.get("area_of", ""),
        year=_year(table, row),
        on=on,
        amounts=_amounts(table, row),
        cells=words,
    )


def _year(table: MoneyTable, row: Row) -> int:
    if table.year is not None:
        return table.year
    if "year_words" in table.columns:
        return year_of_words(_needed(table, row, "year_words"), table.columns["year_words"])
    begun = day(row, table.columns["year_of"])
    assert begun is not None  # rows without one are left out
    return financial_year(begun)


def _needed(table: MoneyTable, row: Row, key: str) -> str:
    column = table.columns[key]
    if not (words := text(row, column)):
        raise BadInput("this is empty.", place=column, next_step="Fill it in.")
    return words


def _left_out(table: MoneyTable, row: Row) -> str:
    """Return why a row is left out; empty for one that is not."""
    for each in table.leave_out:
        if _meets(each, row):
            return each.why
    column = table.columns.get("year_of")
    if table.year is None and column and not text(row, column):
        return f"its year is not known: '{column}' is empty"
    return ""


def _meets(which: RowsOut, row: Row) -> bool:
    return text(row, which.column) in which.words


def _amounts(table: MoneyTable, row: Row) -> dict[str, int]:
    amounts = {key: _pence(table, row, key) for key in AMOUNTS if key in table.columns}
    return {key: amount for key, amount in amounts.items() if amount is not None}


def _pence(table: MoneyTable, row: Row, key: str) -> int | None:
    column = table.columns[key]
    words = text(row, column)
    if not words:
        return None
    try:
        amount = pence(words if table.unit == 1 else _scaled(words, table.unit))
    except BadInput as error:
        raise BadInput(
            error.message,
            place=column,
            next_step="Write pounds and pence, as in 1,234.50; leave empty what is not printed.",
        ) from None
    if amount < 0:
        raise BadInput(
            f"{pounds(amount)} is below zero.", place=column, next_step="Give 0 or more."
        )
    return amount


def _scaled(words: str, unit: int) -> str:
    """Return an amount in pounds that is printed in thousands or millions."""
    try:
        return str(Decimal(words.replace("£", "").replace(",", "").strip()) * unit)
    except InvalidOperation:
        return words


def _twice(table: MoneyTable, rows: Iterable[MoneyRow]) -> list[RowFault]:
    """Return a fault for each row that says again what an earlier one says."""
    keys: dict[tuple[str, ...], int] = {}
    wrong = []
    for row in rows:
        key = tuple(part.casefold() for part in _same(table, row))
        if key in keys:
            names = (table.columns.get(each) for each in ("reference", "item", "project"))
            column = next(filter(None, names), table.columns["receiver"])
            words = f"row {keys[key]} says the same already."
            wrong.append(RowFault(row.number, column, words, "Keep one of them."))
        keys.setdefault(key, row.number)
    return wrong


def _same(table: MoneyTable, row: MoneyRow) -> tuple[str, ...]:
    """Return what no two rows have the same: of payments the invoice, or the day and amount."""
    whose = (row.fund, row.receiver, row.area, str(row.year))
    if table.makes != PAYMENTS:
        return (*whose, row.cells.get("project", ""), row.cells.get("item", ""))
    if reference := row.cells.get("reference", ""):
        return ("invoice", row.receiver, reference)  # whatever the fund or year
    return (*whose, str(row.on), str(row.amounts.get("paid")))


def _differences(read: MoneyRows) -> tuple[str, ...]:
    """Return what does not follow: a row's own subtraction, and each printed total."""
    wrong = []
    for row in read.rows:
        of = row.amounts
        if {"allocated", "paid", "left"} <= of.keys() and of["allocated"] - of["paid"] != of[
            "left"
        ]:
            left = pounds(of["allocated"] - of["paid"])
            wrong.append(f"{row.receiver}: left is {left}, printed {pounds(of['left'])}")
    for key, printed in read.totals.items():
        if (total := read.sum_of(key)) != printed:
            wrong.append(f"{key}: the rows come to {pounds(total)}, printed {pounds(printed)}")
    return tuple(wrong)
