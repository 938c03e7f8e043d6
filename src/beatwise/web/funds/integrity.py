"""What must always hold of funds: what they come to is what their entries say, and is sound."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability import ledger
from beatwise.accountability.ledger import Position
from beatwise.web.funds.models import Fund, LedgerEntry, Line


def funds() -> Iterator[str]:
    """Every fund and line comes to what its entries say, and every reversal undoes its entry."""
    for fund in Fund.objects.iterator(chunk_size=100):
        yield from _of_fund(fund)
    undone = LedgerEntry.objects.filter(reverses__isnull=False).select_related("reverses", "fund")
    for row in undone.iterator(chunk_size=500):
        other = row.reverses
        same = (row.fund_id, row.line_id, row.kind, row.amount)
        if same != (other.fund_id, other.line_id, other.kind, other.amount):
            yield f"{row.fund.thing}: {row} does not undo entry {other.number}"


def _of_fund(fund: Fund) -> Iterator[str]:
    rows = LedgerEntry.objects.filter(fund=fund).order_by("number")
    entries = [row.value for row in rows.iterator(chunk_size=2000)]
    if fund.entries_made != len(entries):
        yield f"{fund.thing}: {fund.entries_made} entries were made, and it has {len(entries)}"
    for fault in ledger.account(fund.name, entries).faults():
        yield f"{fund.thing}: {fault}"
    sums = ledger.positions(entries)
    if sums[""] != fund.position:
        yield f"{fund.thing}: it comes to {sums['']}, and {fund.position} is kept"
    for line in Line.objects.filter(fund=fund).iterator(chunk_size=500):
        from_entries = sums.get(str(line.pk), Position())
        if from_entries != line.position:
            yield f"{fund.thing}, line {line.number}: its entries come to {from_entries}"
