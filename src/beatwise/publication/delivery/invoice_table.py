"""The invoice check as a table of the fidelity report, and as JSON values."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.delivery.measurement.invoice_check import CheckedInvoice
from beatwise.publication.formats.document import Column, Table


def invoice_table(checked: Sequence[CheckedInvoice]) -> Table:
    """Return each invoice with what is due for the delivered hours."""
    columns = (
        Column("Month"), Column("Partner"), Column("Lot"), Column("Invoice"),
        Column("Hours ordered", number=True, decimals=2),
        Column("Hours delivered", number=True, decimals=2),
        Column("Rate, £", number=True, decimals=2), Column("Due, £", number=True, decimals=2),
        Column("Invoiced, £", number=True, decimals=2),
        Column("Difference, £", number=True, decimals=2), Column("Result"),
    )  # fmt: skip
    rows = tuple(
        (
            one.invoice.month, one.invoice.partner, one.check.line.lot, one.invoice.number,
            float(one.check.line.ordered), _number(one.check.line.delivered),
            float(one.check.line.rate), _number(one.check.due),
            float(one.check.line.invoiced), _number(one.check.difference), _words(one),
        )
        for one in checked
    )  # fmt: skip
    note = (
        "Due are the hours on patrol that were delivered, up to those ordered, at the contract's "
        "rate, in whole pence. Hours of a month that was not measured whole are not known."
    )
    return Table("invoices", "Invoice check", columns, rows, note, empty="–")


def invoices_json(checked: Sequence[CheckedInvoice]) -> list[dict[str, object]]:
    """Return the check as JSON values; what is not known is null."""
    return [
        {
            "month": one.invoice.month,
            "partner": one.invoice.partner,
            "lot": one.invoice.lot or None,
            "invoice": one.invoice.number or None,
            "ordered_hours": float(one.check.line.ordered),
            "delivered_hours": _number(one.check.line.delivered),
            "rate": float(one.check.line.rate),
            "due": _number(one.check.due),
            "invoiced": float(one.check.line.invoiced),
            "difference": _number(one.check.difference),
            "result": _words(one),
        }
        for one in checked
    ]


def _words(one: CheckedInvoice) -> str:
    if one.days_measured < one.days_of_month:
        return f"only {one.days_measured} of the plan's {one.days_of_month} days were measured"
    return one.check.words


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
