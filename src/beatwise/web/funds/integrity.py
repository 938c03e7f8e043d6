"""What must always hold of funds: what they come to is what their entries say, and is sound."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability import ledger
from beatwise.accountability.ledger import Entry, Position
from beatwise.accountability.spending.entry_steps import ENTERED
from beatwise.web.funds.models import Fund, LedgerEntry, Line, Proposal


_OF_A_LINE = ("allocated", "committed", "paid")


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
    rows = LedgerEntry.objects.filter(fund=fund).order_by()
    plain = rows.values_list("kind", "line_id", "amount", "reverses_id").iterator(chunk_size=5000)
    entries = [Entry(kind, str(line or ""), amount, undone is not None)
               for kind, line, amount, undone in plain]  # fmt: skip
    if fund.entries_made != len(entries):
        yield f"{fund.thing}: {fund.entries_made} entries were made, and it has {len(entries)}"
    sums = ledger.positions(entries)
    for fault in ledger.account(fund.name, sums).faults():
        yield f"{fund.thing}: {fault}"
    if sums[""] != fund.position:
        yield f"{fund.thing}: it comes to {sums['']}, and {fund.position} is kept"
    lines = Line.objects.filter(fund=fund).order_by("number")
    for key, number, *amounts in lines.values_list("pk", "number", *_OF_A_LINE).iterator():
        from_entries = sums.get(str(key), Position())
        if from_entries != Position(0, *amounts):
            yield f"{fund.thing}, line {number}: its entries come to {from_entries}"


def proposals() -> Iterator[str]:
    """Every entered proposal has its entries, by hands of different people; no other has any."""
    for row in Proposal.objects.select_related("fund").iterator(chunk_size=500):
        entered = row.state == ENTERED
        if entered != bool(row.entries):
            yield f"{row.thing}: it is {row.state} and has {len(row.entries)} entries"
        accounts = [hand.account for hand in row.standing.hands]
        if entered and len(set(accounts)) < len(accounts):
            yield f"{row.thing}: one person took two of its steps"
        amounts = LedgerEntry.objects.filter(fund=row.fund, number__in=row.entries)
        if entered and sum(entry.amount for entry in amounts) != row.total:
            yield f"{row.thing}: its entries do not come to {row.total} pence"
