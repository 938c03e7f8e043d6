"""A contract for patrols: its invoices by month beside what was measured of its programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils import timezone

from beatwise.accountability.commissioning import invoiced_hours
from beatwise.accountability.commissioning.invoiced_hours import (
    DeliveredMonth,
    HoursCheck,
    InvoicedMonth,
)
from beatwise.accountability.funds import pounds_number
from beatwise.accountability.roles import Person
from beatwise.clock import Month
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.selectors import lines_of
from beatwise.web.pages.clean import sure_row
from beatwise.web.patrols.live import partner_figures
from beatwise.web.patrols.models import DeliveryReport, Programme
from beatwise.web.registers.models import Record


MEASURED = "the measurement"
RETURNED = "phones and paper, which nobody measured yet"


def contract(number: int) -> Record:
    """Return a contract by number; raise ``MissingData`` when there is none."""
    rows = selectors.rows(selectors.CONTRACTS).filter(number=number)
    return sure_row(rows, f"there is no contract {number}.", "Open the list of contracts.")


def programme_of(record: Record) -> Programme | None:
    """Return the patrol programme that a contract names; ``None`` where it names none that is."""
    name = str(record.values.get("patrol_programme") or "")
    return Programme.objects.filter(name=name).first() if name else None


def checks(record: Record, person: Person) -> list[HoursCheck]:
    """Return every month of a contract with both sides."""
    invoiced = list(_invoiced(record))
    programme = programme_of(record)
    delivered: list[DeliveredMonth] = []
    if programme is not None:
        partner = str(record.values.get("patrol_partner") or "")
        delivered = list(_delivered(programme, partner, {m.month for m in invoiced}, person))
    return invoiced_hours.check_months(invoiced, delivered)


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return a contract's months as a list; its filter is ``contract``."""
    selectors.check_inside(person)
    words = filters.get("contract", "")
    record = contract(int(words) if words.isdecimal() and len(words) < 10 else 0)
    heads = ("month", "invoices", "ordered", "hours on invoice", "hours delivered", "known by",
             "evidence", "rate", "due", "invoiced", "difference", "result")  # fmt: skip
    plain = ("month", "invoices", "known by", "evidence", "result")
    columns = tuple(Column(head, number=head not in plain) for head in heads)
    rows = checks(record, person)
    return Listing("contract-hours", f"Hours of {record.heading}", columns, map(_cells, rows),
                   count=len(rows))  # fmt: skip


def _invoiced(record: Record) -> Iterator[InvoicedMonth]:
    months: dict[str, list[dict[str, object]]] = {}
    for line in lines_of(record.values.get("invoices")):
        months.setdefault(str(line["month"])[:7], []).append(line)
    for month, lines in months.items():
        yield InvoicedMonth(
            month, tuple(str(line["number"]) for line in lines), _sum(lines, "ordered"),
            _sum(lines, "delivered"),
            frozenset(int(str(line["rate"])) for line in lines if line.get("rate") is not None),
            sum(int(str(line.get("invoiced") or 0)) for line in lines),
        )  # fmt: skip


def _sum(lines: Iterable[dict[str, object]], name: str) -> Decimal | None:
    """Return the sum of a column; ``None`` where a line leaves it empty."""
    values = [line.get(name) for line in lines]
    return None if None in values else sum((Decimal(str(v)) for v in values), Decimal())


def _delivered(
    programme: Programme, partner: str, invoiced_months: set[str], person: Person
) -> Iterator[DeliveredMonth]:
    """Yield the measured months, and of others that are invoiced what phones and paper tell."""
    measured = _measured(programme, partner)
    yield from measured.values()
    for month in sorted(invoiced_months - set(measured)):
        named = Month.parse(month)
        first, last = named.first_day, named.last_day
        figures = partner_figures.by_partner(person, programme, first, last, timezone.now())
        own = next((row for row in figures if row.partner == partner), None)
        hours = _hours(own.hours + own.paper_hours) if own else Decimal()
        if hours:
            yield DeliveredMonth(month, hours, RETURNED)


def _measured(programme: Programme, partner: str) -> dict[str, DeliveredMonth]:
    """Return each month that a measurement has, by the one that misses the fewest days of it.

    Of two that miss as many, the one that came in later.
    """
    months: dict[str, DeliveredMonth] = {}
    for report in programme.reports.select_related("programme").order_by("taken_in", "pk"):
        for line in report.figures.get("months", ()):
            if line["partner"] != partner:
                continue
            month = str(line["month"])
            missing = _missing_days(report, month)
            if month not in months or missing <= months[month].missing_days:
                grades = {g: _hours(h or 0) for g, h in line["hot_spot_hours"].items()}
                hours = _hours(line["patrol_hours"])
                months[month] = DeliveredMonth(month, hours, MEASURED, grades, missing)
    return months


def _missing_days(report: DeliveryReport, month: str) -> int:
    """Return how many of the plan's days in a month a measurement leaves out."""
    named = Month.parse(month)
    begins, ends = named.first_day, named.last_day
    first, last = max(report.programme.first, begins), min(report.programme.last, ends)
    whole = max(0, (last - first).days + 1)
    known = (min(last, report.last) - max(first, report.first)).days + 1
    return whole - max(0, known)


def _hours(value: object) -> Decimal:
    return Decimal(str(round(float(str(value)), 2)))


def _cells(row: HoursCheck) -> tuple[Cell, ...]:
    invoice, delivery = row.invoiced, row.delivered
    rates = sorted(invoice.rates) if invoice else []
    return (
        row.month, ", ".join(invoice.invoices) if invoice else None,
        _number(invoice.ordered) if invoice else None,
        _number(invoice.returned) if invoice else None,
        _number(delivery.hours) if delivery else None, delivery.source if delivery else None,
        delivery.evidence if delivery else None,
        pounds_number(rates[0]) if len(rates) == 1 else None,
        None if row.due is None else pounds_number(row.due),
        pounds_number(invoice.invoiced) if invoice else None,
        None if row.difference is None else pounds_number(row.difference), "; ".join(row.words),
    )  # fmt: skip


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
