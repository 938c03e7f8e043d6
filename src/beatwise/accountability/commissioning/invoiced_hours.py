"""A contract paid by the hour: each month's invoices beside the hours that were delivered.

Due are the hours on patrol that were measured or returned, up to those ordered, at the rate. What
is not known is not zero: nothing is then said to be due. Amounts are whole pence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from beatwise.accountability.funds import pounds
from beatwise.planning.options.invoices import InvoiceLine, reconcile


GRADES = {"A": "trackers", "B": "check-ins", "C": "returns by hand"}


@dataclass(frozen=True, slots=True)
class InvoicedMonth:
    """What a provider asks for a month, over all lots; ``month`` is ``2026-05``.

    ``returned`` are the hours that its invoices say were delivered, ``rates`` pence an hour.
    """

    month: str
    invoices: tuple[str, ...]
    ordered: Decimal | None
    returned: Decimal | None
    rates: frozenset[int]
    invoiced: int


@dataclass(frozen=True, slots=True)
class DeliveredMonth:
    """Hours on patrol of a month, by what they are known, and whether all its days are.

    ``by_grade`` are hours in hot spots by grade of evidence: they say how good it is.
    """

    month: str
    hours: Decimal
    source: str
    by_grade: Mapping[str, Decimal] = field(default_factory=dict)
    missing_days: int = 0

    @property
    def evidence(self) -> str:
        """The share of each grade in the hours in hot spots, and the one that most rests on."""
        total = sum(self.by_grade.values(), Decimal())
        if not total:
            return "no hour in a hot spot is known by any grade"
        shares = {g: self.by_grade.get(g, Decimal()) / total for g in GRADES}
        most = max(shares, key=lambda grade: shares[grade])
        parts = ", ".join(f"{g} {100 * share:.0f} %" for g, share in shares.items() if share)
        return f"mostly {most}, {GRADES[most]} ({parts})"


@dataclass(frozen=True, slots=True)
class HoursCheck:
    """A month with both sides; ``due`` and ``difference`` (invoiced less due) where known."""

    month: str
    invoiced: InvoicedMonth | None
    delivered: DeliveredMonth | None
    due: int | None = None
    difference: int | None = None
    words: tuple[str, ...] = ()


def check_months(
    invoiced: Iterable[InvoicedMonth], delivered: Iterable[DeliveredMonth]
) -> list[HoursCheck]:
    """Return every month that either side has, the earliest first."""
    invoices = {each.month: each for each in invoiced}
    deliveries = {each.month: each for each in delivered}
    months = sorted({*invoices, *deliveries})
    return [_check(month, invoices.get(month), deliveries.get(month)) for month in months]


def _check(
    month: str, invoice: InvoicedMonth | None, delivery: DeliveredMonth | None
) -> HoursCheck:
    if invoice is None:
        return HoursCheck(
            month, None, delivery, words=("hours were delivered, and no invoice asks",)
        )
    if delivery is None:
        nothing = ("nothing is known of its hours: no data is not zero",)
        return HoursCheck(month, invoice, None, words=nothing)
    words = list(_hours_words(invoice, delivery))
    if delivery.missing_days:
        words.append(f"{delivery.missing_days} of its days are not measured, so nothing is due yet")
        return HoursCheck(month, invoice, delivery, words=tuple(words))
    if len(invoice.rates) != 1:
        words.append("its invoices have no one rate, so hours are compared and not priced")
        return HoursCheck(month, invoice, delivery, words=tuple(words))
    due = _due(invoice, delivery)
    difference = invoice.invoiced - due
    if difference > 0:
        words.append(f"asks {pounds(difference)} more than is due: query before payment")
    elif difference < 0:
        words.append(f"asks {pounds(-difference)} less than is due")
    return HoursCheck(month, invoice, delivery, due, difference, tuple(words) or ("agrees",))


def _due(invoice: InvoicedMonth, delivery: DeliveredMonth) -> int:
    ordered = delivery.hours if invoice.ordered is None else invoice.ordered
    rate = Decimal(next(iter(invoice.rates))) / 100
    line = InvoiceLine(
        invoice.month, "", ordered, delivery.hours, rate, Decimal(invoice.invoiced) / 100
    )
    [check] = reconcile([line])
    assert check.due is not None
    return int(check.due * 100)


def _hours_words(invoice: InvoicedMonth, delivery: DeliveredMonth) -> Iterable[str]:
    if invoice.returned is not None and invoice.returned != delivery.hours:
        more = invoice.returned - delivery.hours
        word = "more" if more > 0 else "fewer"
        yield f"the invoice has {abs(more):g} hours {word} than {delivery.source}"
    if invoice.ordered is not None and delivery.hours < invoice.ordered:
        missing = invoice.ordered - delivery.hours
        yield f"{missing:g} of {invoice.ordered:g} hours ordered not delivered"
