"""Payments of a table, row by row: each on its line, within its commitment, and paid once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.accountability import ledger
from beatwise.accountability.ledger import Entry, Position
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import line_days
from beatwise.accountability.spending.approval_limits import ApprovalLimit
from beatwise.accountability.spending.line_days import DayChanges
from beatwise.accountability.spending.money_rows import MoneyRow
from beatwise.accountability.spending.money_table import MoneyTable
from beatwise.errors import BadInput, UserError
from beatwise.web.funds import ledger_entries, selectors
from beatwise.web.funds.day_changes import day_changes
from beatwise.web.funds.entry_checks import (
    check_day,
    check_invoice,
    check_open,
    check_payers,
    plain_reference,
    plain_text,
)
from beatwise.web.funds.line_payers import Payers, line_payers
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.funds.money_imports.position_steps import check_limit
from beatwise.web.funds.money_imports.table_column import at_column
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Done, Wrong


PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """A row and the payment that it makes, not yet saved."""

    row: MoneyRow
    payment: LedgerEntry

    @property
    def entries(self) -> tuple[tuple[str, int], ...]:
        """What is made: a kind and pence."""
        return ((PAYMENT, self.payment.amount),)


def payment_steps(
    table: MoneyTable, rows: Iterable[MoneyRow], limits: Sequence[ApprovalLimit], today: dt.date
) -> tuple[list[PaymentStep], list[Wrong]]:
    """Return the payments of rows, and what is wrong with others, each with its column.

    ``limits`` are those that the person may not pass. What rows above pay is counted in.
    """
    steps, wrong = [], []
    known, payers, at = _Lines(), line_payers(), dict[int, Position]()
    for row in rows:
        try:
            payment = _payment(table, row, known, payers, today)
            with at_column(table, "paid"):
                after = _checked_amount(payment, at, limits, today)
            with at_column(table, "day"):
                known.pay(payment)
            at[payment.line.pk] = after
        except UserError as error:
            wrong.append(batches.wrong(row.number, error, error.place or ""))
        else:
            steps.append(PaymentStep(row, payment))
    return steps, wrong


def pay(steps: Sequence[PaymentStep], by: Person) -> Done:
    """Make the payments inside the caller's transaction, each checked against what there is."""
    effect: list[dict[str, Any]] = []
    payers = line_payers()
    for step in steps:
        payment = step.payment
        row = ledger_entries.make_entry(
            fund=payment.fund.number, line=payment.line.number, kind=PAYMENT,
            amount=payment.amount, on=payment.on, by=by, reference=payment.reference,
            words=payment.words, payers=payers,
        )  # fmt: skip
        effect.append({"fund": payment.fund.number, "entry": row.number})
    return Done([], effect)


class _Lines:
    """Funds by name and their lines with what changed on each day, each of them read once."""

    def __init__(self) -> None:
        self._funds: dict[str, tuple[Fund | None, list[Line]]] = {}
        self._days: dict[int, DayChanges] = {}

    def pay(self, payment: LedgerEntry) -> None:
        """Count a payment in on its day; raise where too little is committed by then."""
        line = payment.line
        if line.pk not in self._days:
            self._days[line.pk] = day_changes(line)
        entry = Entry(PAYMENT, str(line.pk), payment.amount)
        line_days.check_days(self._days[line.pk], entry, payment.on)
        self._days[line.pk] = line_days.with_entry(self._days[line.pk], entry, payment.on)

    def of(self, name: str) -> tuple[Fund | None, list[Line]]:
        """Return the fund of a name with its lines."""
        key = name.casefold()
        if key not in self._funds:
            fund = Fund.objects.filter(name__iexact=name).first()
            lines = list(fund.lines.select_related("fund")) if fund else []
            self._funds[key] = (fund, lines)
        return self._funds[key]


def _payment(
    table: MoneyTable, row: MoneyRow, known: _Lines, payers: Payers, today: dt.date
) -> LedgerEntry:
    """Return the payment of a row; raise at its column what cannot be."""
    fund, lines = known.of(row.fund)
    with at_column(table, "fund_of"):
        if fund is None:
            raise BadInput(
                f"there is no fund '{row.fund}'.", next_step="Open it first, or correct the name."
            )
        check_open(fund, None)
    with at_column(table, "receiver"):
        line = _line(row, fund, lines)
    with at_column(table, "year_words" if selectors.is_closed(line.year) else "receiver"):
        check_open(fund, line)
    with at_column(table, "reference"):
        reference = plain_reference(row.cells.get("reference"), "reference")
    with at_column(table, "words"):
        words = plain_text(row.cells.get("words"), "words", 300)
    payment = LedgerEntry(
        fund=fund, line=line, kind=PAYMENT, amount=row.amounts["paid"], on=row.on,
        reference=reference, words=words,
    )  # fmt: skip
    with at_column(table, "day"):
        check_day(payment)
        if payment.on > today:
            raise BadInput("this day is still to come.", next_step="Import it on or after it.")
    with at_column(table, "reference"):
        check_invoice(payment)
    with at_column(table, "receiver"):
        check_payers(payment, payers.get((fund.number, line.number), ()))
    return payment


def _line(row: MoneyRow, fund: Fund, lines: Sequence[Line]) -> Line:
    key, area = row.receiver.casefold(), row.area.casefold()
    fitting = [
        each for each in lines
        if each.receiver.casefold() == key and each.year == row.year
        and area in ("", each.area.casefold())
    ]  # fmt: skip
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise BadInput(
            f"{fund} has {len(fitting)} lines of {row.receiver} in this year.",
            next_step="Say which in the column 'area'.",
        )
    raise BadInput(
        f"{fund} has no line of {row.receiver} in this year.",
        next_step="Add the line and its commitment first, or correct receiver or year.",
    )


def _checked_amount(
    payment: LedgerEntry, at: Mapping[int, Position], limits: Sequence[ApprovalLimit],
    today: dt.date,
) -> Position:  # fmt: skip
    """Return what the line comes to with it; raise for what is above the commitment or limit."""
    if payment.amount <= 0:
        raise BadInput("a payment is above zero.", next_step="Leave the row out.")
    check_limit(limits, payment.amount, today)
    line = payment.line
    before = at.get(line.pk, line.position)
    entry = Entry(PAYMENT, str(line.pk), payment.amount)
    names = {"": payment.fund.name, str(line.pk): str(line)}
    ledger.check(entry, payment.fund.position, before, names)
    return before.plus(entry.change)
