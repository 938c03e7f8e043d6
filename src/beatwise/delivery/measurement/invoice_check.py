"""A contract's invoices held against the hours that were delivered, by lot and month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.clock import Month
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.errors import BadInput
from beatwise.planning.options.invoices import InvoiceCheck, InvoiceLine, reconcile


@dataclass(frozen=True, slots=True)
class Invoice:
    """What a partner asks for a month: of one lot, or of all its lots where ``lot`` is empty.

    ``ordered`` hours are the plan's where they are None. ``rate`` is pounds an hour as the
    contract has it, ``invoiced`` pounds; ``place`` is the file and row.
    """

    month: str
    partner: str
    rate: Decimal
    invoiced: Decimal
    lot: str = ""
    ordered: Decimal | None = None
    number: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class CheckedInvoice:
    """An invoice worked out: due, difference and words, and how much of its month was measured."""

    invoice: Invoice
    check: InvoiceCheck
    days_measured: int
    days_of_month: int


def checked_invoices(
    result: Measurement, invoices: Sequence[Invoice]
) -> tuple[CheckedInvoice, ...]:
    """Return each invoice beside the hours on patrol that were delivered.

    Hours without evidence, and of a month that was not measured whole, are not known: nothing is
    said to be due for them. Raises ``BadInput`` for a lot that the plan has not, and for two
    invoices that ask for the same hours.
    """
    _check(result, invoices)
    lines = [_line(result, one) for one in invoices]
    return tuple(
        CheckedInvoice(one, check, *_days(result, one.month))
        for one, check in zip(invoices, reconcile(lines), strict=True)
    )


def _line(result: Measurement, one: Invoice) -> InvoiceLine:
    measured, whole = _days(result, one.month)
    parts = [
        hours
        for (month, partner, beat), hours in result.hours_by_lot.items()
        if (month, partner) == (one.month, one.partner) and one.lot in ("", beat)
    ]
    known = parts and measured == whole
    delivered = Decimal(str(round(sum(parts), 2))) if known else None
    ordered = one.ordered if one.ordered is not None else _planned(result, one)
    lot = one.lot or "all lots"
    return InvoiceLine(one.month, lot, ordered, delivered, one.rate, one.invoiced)


def _planned(result: Measurement, one: Invoice) -> Decimal:
    """Return the hours that the plan has for a month on a beat, or on all beats."""
    hours = sum(
        shift.hours
        for shift in result.plan.plan.shifts
        if f"{shift.day:%Y-%m}" == one.month and one.lot in ("", shift.beat)
    )
    return Decimal(str(round(hours, 2)))


def _days(result: Measurement, month: str) -> tuple[int, int]:
    """Return how many days of a month were measured, and how many of them the plan has to have.

    Days before the plan begins or after it ends are not asked for.
    """
    plan, whole_month = result.plan.plan, Month.parse(month)
    first, last = max(plan.first, whole_month.first_day), min(plan.last, whole_month.last_day)
    whole = max(0, (last - first).days + 1)
    begins, ends = max(first, result.fidelity.first), min(last, result.fidelity.last)
    return max(0, (ends - begins).days + 1), whole


def _check(result: Measurement, invoices: Sequence[Invoice]) -> None:
    beats = {spot.beat for spot in result.plan.plan.spots}
    places: dict[tuple[str, str, str], str] = {}
    for one in invoices:
        if one.lot and one.lot not in beats:
            raise BadInput(
                f"the plan has no lot '{one.lot}'.",
                place=one.place,
                next_step=f"Its lots are its beats: {', '.join(sorted(beats))}.",
            )
        for lot in {one.lot} | (beats if not one.lot else {""}):
            twin = places.get((one.month, one.partner, lot))
            if twin is not None:
                raise BadInput(
                    f"this asks for hours that {twin} asks for as well.",
                    place=one.place,
                    next_step="Keep one of them, or name their lots.",
                )
        places[one.month, one.partner, one.lot] = one.place
