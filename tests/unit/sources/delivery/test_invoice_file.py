"""Invoices: what they say, and what is refused with its row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.sources.delivery.invoice_file import read_invoices


def _file(folder: Path, name: str, words: str) -> Path:
    (folder / name).write_text(words, encoding="utf-8")
    return folder / name


def test_an_invoice_is_read_to_the_penny(tmp_path: Path) -> None:
    """Pounds with sign and commas; hours ordered may be missing."""
    rows = 'month,partner,lot,rate,invoiced\n2026-04,Wardens,North,£25.50,"£1,200.05"\n'
    (one,) = read_invoices(_file(tmp_path, "invoices.csv", rows))
    assert (one.rate, one.invoiced, one.ordered) == (Decimal("25.50"), Decimal("1200.05"), None)


@pytest.mark.parametrize(
    "row", ["2026-13,W,25,1", "2026-04,,25,1", "2026-04,W,-1,1", "2026-04,W,,1"]
)
def test_an_invoice_that_cannot_be_is_named(tmp_path: Path, row: str) -> None:
    """A month that is none, no partner, and rates below nothing or missing."""
    file = _file(tmp_path, "invoices.csv", f"month,partner,rate,invoiced\n{row}\n")
    with pytest.raises(BadInput, match="row 2"):
        read_invoices(file)
