"""A month's milestones and invoices beside the ledger's payments on the lines of their records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from beatwise.accountability.funds import pounds_number
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import payment_matches
from beatwise.accountability.spending.payment_matches import (
    Instalment,
    LedgerPayment,
    PaymentMatch,
)
from beatwise.clock import Month
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.forms import MonthForm
from beatwise.web.commissioning.selectors import day, lines_of
from beatwise.web.funds.line_payers import FundLine, line_numbers
from beatwise.web.funds.selectors import standing_payments
from beatwise.web.history.cache import remembered


MOST_NAMES = 500  # of one statement


@dataclass(frozen=True, slots=True)
class MonthSums:
    """How many payments of a month agree, differ and are open, and what each side is in pence."""

    agree: int
    differ: int
    open: int
    paid: int
    recorded: int


@remembered(most=2, whatever=selectors.NO_FIGURES)
def of_month(month: Month) -> tuple[PaymentMatch, ...]:
    """Return what was to be paid and what was paid in a month, those that differ first.

    A milestone belongs to the month in which its record says that it was paid, an invoice to the
    month of its hours; both to the month in which the ledger paid what they name.
    """
    first, last = month.first_day, month.last_day
    every = [*_milestones(), *_invoices()]
    named: set[FundLine] = {line for each in every for line in each.lines}
    own = [each for each in every if first <= (each.paid_on or each.due or dt.date.min) <= last]
    paid = {p for p in _paid(first, last) if p.line in named}
    references = {p.reference.casefold() for p in paid if p.reference}
    also = [e for e in every if e.reference.casefold() in references and e not in own]
    elsewhere = {each.reference for each in own if each.reference}
    paid |= {p for p in _with_references(elsewhere) if p.line in named}
    ordered = sorted(paid, key=lambda p: (p.on, p.line, p.entry))
    return tuple(payment_matches.matches([*own, *also], ordered))


@remembered(most=24, whatever=selectors.NO_FIGURES)
def sums_of_month(month: Month) -> MonthSums:
    """Return what the payments of a month come to."""
    rows = of_month(month)
    return MonthSums(
        sum(row.payment is not None and not row.differences for row in rows),
        sum(bool(row.differences) for row in rows),
        sum(row.payment is None and not row.differences for row in rows),
        sum(row.payment.amount for row in rows if row.payment),
        sum(row.instalment.amount for row in rows if row.instalment),
    )


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return a month's matches as a list: its filter ``month``, or the last whole month."""
    selectors.check_inside(person)
    rows = of_month(MonthForm(filters).value(selectors.last_month()))
    columns = tuple(
        Column(name, number=name in ("recorded", "entry", "paid"))
        for name in ("record", "title", "what", "reference", "recorded", "recorded as paid on",
                     "fund", "line", "entry", "receiver", "paid on", "paid", "differences")
    )  # fmt: skip
    return Listing("payments", "Payments beside the ledger", columns, map(_cells, rows),
                   count=len(rows))  # fmt: skip


def _milestones() -> Iterator[Instalment]:
    rows = selectors.rows(selectors.GRANTS, *selectors.AWARDED)
    names = ("title", "fund_lines", "milestones")
    for number, title, lines, milestones in selectors.fields(rows, *names):
        on = frozenset(line_numbers(lines))
        for line in lines_of(milestones):
            yield Instalment(
                f"grant {number}", str(title), str(line["milestone"]), int(str(line["amount"])),
                str(line.get("reference") or ""), day(line.get("due")), day(line.get("paid_on")),
                day(line.get("done_on")), lines=on,
            )  # fmt: skip


def _invoices() -> Iterator[Instalment]:
    names = ("title", "fund_lines", "invoices")
    records = selectors.rows(selectors.CONTRACTS)
    for number, title, lines, invoices in selectors.fields(records, *names):
        on = frozenset(line_numbers(lines))
        for line in lines_of(invoices):
            if line.get("invoiced") is not None:
                yield Instalment(
                    f"contract {number}", str(title), f"Invoice {line['number']}",
                    int(str(line["invoiced"])), str(line["number"]), day(line.get("month")),
                    says_paid=False, lines=on,
                )  # fmt: skip


_FIELDS = ("number", "fund__number", "line__number", "on", "amount", "reference", "line__receiver")


def _paid(first: dt.date, last: dt.date) -> Iterator[LedgerPayment]:
    rows = standing_payments().filter(on__gte=first, on__lte=last)
    for entry, fund, line, on, amount, reference, receiver in rows.values_list(*_FIELDS):
        yield LedgerPayment(entry, (fund, line), on, amount, reference, receiver)


def _with_references(references: set[str]) -> Iterator[LedgerPayment]:
    """Yield the payments of any day that have one of these references, as they are written."""
    names = sorted(references)
    for at in range(0, len(names), MOST_NAMES):
        rows = standing_payments().filter(reference__in=names[at : at + MOST_NAMES])
        for entry, fund, line, on, amount, reference, receiver in rows.values_list(*_FIELDS):
            yield LedgerPayment(entry, (fund, line), on, amount, reference, receiver)


def _cells(row: PaymentMatch) -> tuple[Cell, ...]:
    of, payment = row.instalment, row.payment
    recorded = (
        (of.record, of.title, of.what, of.reference or None, pounds_number(of.amount),
         of.paid_on.isoformat() if of.paid_on else None)
        if of else (None, None, None, payment.reference if payment else None, None, None)
    )  # fmt: skip
    entered = (
        (*payment.line, payment.entry, payment.receiver, payment.on.isoformat(),
         pounds_number(payment.amount))
        if payment else (None,) * 6
    )  # fmt: skip
    return (*recorded, *entered, "; ".join(row.differences) or None)
