"""Funds, lines and entries as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Position
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.pages import chart_cache


# Months from today between which money is to be spent, and what a page calls them.
SOON = (
    ("within 3 months", (0, 3)),
    ("in 3 to 6 months", (3, 6)),
    ("in 6 to 12 months", (6, 12)),
)


def fund(row: Fund) -> dict[str, object]:
    """Return a fund as a row of a list: what it has, and what is left."""
    return {"fund": row, "number": row.number, **amounts(row.position)}


def line(row: Line) -> dict[str, object]:
    """Return a line as a row of a list."""
    return {"line": row, **amounts(row.position)}


def amounts(at: Position) -> dict[str, str]:
    """Return a position in pounds, with what is left at each step."""
    return {
        "funded": pounds(at.funded),
        "allocated": pounds(at.allocated),
        "committed": pounds(at.committed),
        "paid": pounds(at.paid),
        "to_allocate": pounds(at.funded - at.allocated),
        "to_commit": pounds(at.allocated - at.committed),
        "to_pay": pounds(at.committed - at.paid),
        "unpaid": pounds(at.allocated - at.paid),
    }


def sums(rows: Iterable[Line]) -> dict[str, str]:
    """Return the sums of the lines above: each column's own."""
    total = Position()
    for row in rows:
        total = total.plus(row.position)
    return amounts(total)


def entry(row: LedgerEntry) -> dict[str, object]:
    """Return an entry as a row of a list; ``reversed`` where another undid it."""
    amount = -row.amount if row.reverses_id else row.amount
    return {"entry": row, "amount": pounds(amount), "undone": hasattr(row, "reversal")}


def picture(rows: Sequence[tuple[str, Position]]) -> dict[str, str] | None:
    """Return the drawing of what is allocated, committed and paid, wide and narrow."""
    rows_of_bars = [(name, _bars(at)) for name, at in rows if at != Position()]
    if not rows_of_bars:
        return None
    drawn_from = [[name, [bar.words for bar in group]] for name, group in rows_of_bars]
    alt = "; ".join(
        f"{name}: " + ", ".join(f"{bar.series} {bar.words}" for bar in group)
        for name, group in rows_of_bars
    )
    return chart_cache.both_widths(
        "fund", drawn_from, alt, lambda width: bars(rows_of_bars, width=width)
    )


def by_year(rows: Iterable[Line]) -> list[tuple[str, Position]]:
    """Return what lines come to in each financial year, in the order of the lines."""
    years: dict[str, Position] = {}
    for row in rows:
        years[row.year_words] = years.get(row.year_words, Position()).plus(row.position)
    return list(years.items())


def _bars(at: Position) -> tuple[Bar, ...]:
    named = (("Allocated", at.allocated), ("Committed", at.committed), ("Paid", at.paid))
    of_fund = (("Fund", at.funded),) if at.funded else ()
    return tuple(Bar(name, amount / 100, pounds(amount)) for name, amount in (*of_fund, *named))
