"""What entries take a line from what it comes to now to the position that a table prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Entry, Position
from beatwise.accountability.spending import line_days
from beatwise.accountability.spending.approval_limits import ApprovalLimit, is_above
from beatwise.accountability.spending.money_rows import MoneyRow
from beatwise.accountability.spending.money_table import MoneyTable
from beatwise.clock import day_words, financial_year_days
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds.day_changes import day_changes
from beatwise.web.funds.entry_checks import (
    check_beginning,
    check_end,
    check_open,
    check_year,
    plain_text,
)
from beatwise.web.funds.models import Fund, Line
from beatwise.web.funds.money_imports.table_column import at_column


# The amount of a table that an entry comes from; a commitment and a release come from "committed".
_AMOUNTS = {"allocation": "allocated", "withdrawal": "allocated", "payment": "paid"}


@dataclass(frozen=True, slots=True)
class LineSteps:
    """A row and the entries it needs, each a kind and pence; ``fund`` and ``line`` if there."""

    row: MoneyRow
    fund: Fund | None
    line: Line | None
    on: dt.date
    entries: tuple[tuple[str, int], ...]

    @property
    def allocated(self) -> int:
        """What the entries add to the fund's allocations, in pence."""
        return sum({"allocation": a, "withdrawal": -a}.get(kind, 0) for kind, a in self.entries)


def line_steps(
    table: MoneyTable, row: MoneyRow, limits: Sequence[ApprovalLimit], today: dt.date
) -> LineSteps:
    """Return what a row needs; ``limits`` are those that the person may not pass.

    Raises ``BadInput`` or ``Conflict`` for a position that entries cannot reach.
    """
    fund = Fund.objects.filter(name__iexact=row.fund).first()
    line = _line(fund, row)
    if fund is not None:
        check_open(fund, line)
    if line is None:
        _check_new_line(table, row)
    at = line.position if line else Position()
    entries = tuple(_entries(table, row, at))
    on = _day(row, today)
    if on > today:
        raise BadInput(
            f"{day_words(on)} is still to come.",
            place=table.columns.get("day", ""),
            next_step="Import it on or after its day.",
        )
    if fund is not None and entries:
        with at_column(table, "day"):
            check_beginning(fund, on)
    for kind, amount in entries:
        with at_column(table, _AMOUNTS.get(kind, "committed"), "paid"):
            check_limit(limits, amount, today)
        if fund is not None:
            with at_column(table, "day"):
                check_end(fund, kind, on)
        if kind == "payment":
            _check_year(table, row, on)
    if line is not None:
        _check_days(table, line, entries, on)
    return LineSteps(row, fund, line, on, entries)


def _check_new_line(table: MoneyTable, row: MoneyRow) -> None:
    """Raise ``BadInput`` for what a line that is not there yet cannot be."""
    with at_column(table, "receiver"):
        plain_text(row.receiver, "receiver", 160, needed=True)
    with at_column(table, "year_words", "year_of", "receiver"):
        check_year(row.year)


def _check_days(
    table: MoneyTable, line: Line, entries: Iterable[tuple[str, int]], on: dt.date
) -> None:
    changes = day_changes(line)
    for kind, amount in entries:
        entry = Entry(kind, str(line.pk), amount)
        with at_column(table, "day"):
            line_days.check_days(changes, entry, on)
        changes = line_days.with_entry(changes, entry, on)


def _line(fund: Fund | None, row: MoneyRow) -> Line | None:
    if fund is None:
        return None
    rows = fund.lines.filter(receiver__iexact=row.receiver, year=row.year)
    return rows.filter(area__iexact=row.area).first()


def _day(row: MoneyRow, today: dt.date) -> dt.date:
    """Return the day of a row's entries: the printed one, or the latest that its year allows."""
    return row.on or min(today, financial_year_days(row.year)[1])


def _entries(table: MoneyTable, row: MoneyRow, at: Position) -> Iterator[tuple[str, int]]:
    """Yield kinds and amounts: what raises a line first, what lowers it last."""
    allocated = row.amounts.get("allocated", at.allocated)
    paid = row.amounts.get("paid", at.paid)
    committed = row.amounts.get("committed", max(at.committed, paid))
    if paid < at.paid:
        raise Conflict(
            f"{pounds(at.paid)} is entered as paid, and the table has {pounds(paid)}.",
            place=table.columns.get("paid", ""),
            next_step="Reverse the payment that is wrong, or enter what came back as a return.",
        )
    _ordered(table, "paid", paid, "committed", committed)
    _ordered(table, "committed", committed, "allocated", allocated)
    raises = (
        ("allocation", allocated - at.allocated),
        ("commitment", committed - at.committed),
        ("payment", paid - at.paid),
    )
    lowers = (("release", at.committed - committed), ("withdrawal", at.allocated - allocated))
    yield from ((kind, amount) for kind, amount in (*raises, *lowers) if amount > 0)


def _ordered(table: MoneyTable, low: str, less: int, high: str, more: int) -> None:
    if less > more:
        raise BadInput(
            f"more is {low} than {high}: {pounds(less)} against {pounds(more)}.",
            place=table.columns.get(low) or table.columns.get("paid", ""),
            next_step="Check both amounts; the ledger takes no payment above its commitment, and "
            "no commitment above its allocation.",
        )


def check_limit(limits: Sequence[ApprovalLimit], amount: int, today: dt.date) -> None:
    """Raise ``BadInput`` for an amount above the limits that the person may not pass."""
    if is_above(limits, amount, today):
        raise BadInput(
            f"{pounds(amount)} is above the approval limit.",
            next_step="Have the file imported by a role that approves above the limit.",
        )


def _check_year(table: MoneyTable, row: MoneyRow, on: dt.date) -> None:
    first, last = financial_year_days(row.year)
    if not first <= on <= last:
        raise BadInput(
            f"{day_words(on)} is not in the line's year.",
            place=table.columns.get("day", ""),
            next_step="Give the day on which the position held, within the financial year.",
        )
