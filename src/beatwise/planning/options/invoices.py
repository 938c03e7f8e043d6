"""Invoices against delivered hours, in whole pence: the arithmetic of the reconciliation sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One lot and month: hours ordered and delivered, the rate and what was asked, in pounds.

    ``delivered`` is None where the hours return has not come.
    """

    month: str
    lot: str
    ordered: Decimal
    delivered: Decimal | None
    rate: Decimal
    invoiced: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceCheck:
    """A line with what is due for it, the difference, and what to do."""

    line: InvoiceLine
    due: Decimal | None
    difference: Decimal | None
    words: str


def reconcile(lines: Sequence[InvoiceLine]) -> tuple[InvoiceCheck, ...]:
    """Return each line worked out: due is delivered hours, up to those ordered, at the rate."""
    return tuple(_line(line) for line in lines)


def _line(line: InvoiceLine) -> InvoiceCheck:
    if line.delivered is None:
        return InvoiceCheck(line, None, None, "waiting for the hours return: no data is not zero")
    due = (min(line.ordered, line.delivered) * line.rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
    difference = line.invoiced - due
    words = (
        "agrees" if not difference else "query: asks too much" if difference > 0 else "pays in full"
    )
    return InvoiceCheck(line, due, difference, words)
