"""What entries that stand change day by day: what a line came to on one, and what may join it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet, Sum

from beatwise.accountability.ledger import Entry, Position
from beatwise.accountability.spending import line_days
from beatwise.errors import BadInput, Conflict
from beatwise.web.funds.models import Fund, LedgerEntry, Line


def day_changes(line: Line) -> dict[dt.date, Position]:
    """Return what a line's entries change on each day, without those reversed or reversing."""
    rows = LedgerEntry.objects.filter(line=line, reverses=None, reversal=None).order_by()
    changes: dict[dt.date, Position] = {}
    for on, kind, amount in rows.values_list("on", "kind").annotate(sum=Sum("amount")):
        changes = line_days.with_entry(changes, Entry(kind, str(line.pk), int(amount)), on)
    return changes


def positions_on(lines: Iterable[Line] | QuerySet[Line], day: dt.date) -> dict[int, Position]:
    """Return what lines came to at the end of a day, by their key, as it is known now."""
    rows = LedgerEntry.objects.filter(line__in=lines, reverses=None, reversal=None, on__lte=day)
    sums = rows.order_by().values_list("line", "kind").annotate(sum=Sum("amount"))
    positions: dict[int, Position] = {}
    for line, kind, amount in sums:
        change = Entry(kind, str(line), int(amount)).change
        positions[line] = positions.get(line, Position()).plus(change)
    return positions


def fund_on(fund: Fund, day: dt.date) -> Position:
    """Return what a fund came to at the end of a day, its lines together."""
    rows = LedgerEntry.objects.filter(fund=fund, reverses=None, reversal=None, on__lte=day)
    position = Position()
    for kind, amount in rows.order_by().values_list("kind").annotate(sum=Sum("amount")):
        position = position.plus(Entry(kind, "", int(amount)).change)
    return position


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
