"""What the entries of a line that stand change on each day, and whether another may join them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Sum

from beatwise.accountability.ledger import Entry, Position
from beatwise.accountability.spending import line_days
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds.models import LedgerEntry, Line


def day_changes(line: Line) -> dict[dt.date, Position]:
    """Return what a line's entries change on each day, without those reversed or reversing."""
    rows = LedgerEntry.objects.filter(line=line, reverses=None, reversal=None).order_by()
    changes: dict[dt.date, Position] = {}
    for on, kind, amount in rows.values_list("on", "kind").annotate(sum=Sum("amount")):
        changes = line_days.with_entry(changes, Entry(kind, str(line.pk), int(amount)), on)
    return changes


def check_days(row: LedgerEntry) -> None:
    """Raise when by their days a line's entries would no longer follow each other.

    ``BadInput`` at the day of a new entry; ``Conflict`` for a reversal, which has no own day.
    """
    if row.line is None:
        return
    undone = row.reverses
    entry = Entry(row.kind, str(row.line.pk), row.amount, undone is not None)
    try:
        line_days.check_days(day_changes(row.line), entry, undone.on if undone else row.on)
    except BadInput as error:
        if undone is None:
            raise
        raise Conflict(
            f"without it, {error.message}",
            place=str(undone),
            next_step="Reverse what followed from it first.",
        ) from None
