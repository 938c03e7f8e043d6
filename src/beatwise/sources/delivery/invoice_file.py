"""Read a contract's invoices: a row for each month and lot, or month and partner."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from beatwise.cell_text.number_text import amount_of
from beatwise.delivery.measurement.invoice_check import Invoice
from beatwise.errors import BadInput
from beatwise.sources.delivery.evidence_rows import Columns, EvidenceRow, read_rows


INVOICES = Columns(
    "invoices", ("month", "partner", "rate", "invoiced"), ("invoice", "lot", "ordered_hours")
)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def read_invoices(path: Path) -> list[Invoice]:
    """Return the invoices; raise ``BadInput`` naming column or rows."""
    return read_rows(path, INVOICES, _invoice)


def _invoice(row: EvidenceRow) -> Invoice:
    month = row.text("month")
    if not _MONTH.fullmatch(month):
        raise BadInput(f"'{month}' is not a month: write 2026-04.")
    ordered = _money(row, "ordered_hours") if row.optional_text("ordered_hours") else None
    return Invoice(
        month=month,
        partner=row.text("partner"),
        lot=row.optional_text("lot"),
        ordered=ordered,
        rate=_money(row, "rate"),
        invoiced=_money(row, "invoiced"),
        number=row.optional_text("invoice"),
        place=f"{row.place}, row {row.row_number}",
    )


def _money(row: EvidenceRow, name: str) -> Decimal:
    """Return pounds or hours as they are written, such as £1,200.50."""
    amount = amount_of(row.text(name))
    if amount is None or amount.value < 0:
        raise BadInput(f"{name} is no amount from 0.")
    return amount.value
