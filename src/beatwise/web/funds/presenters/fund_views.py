"""Funds, lines, entries, forecasts and reserves' years as pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Position
from beatwise.accountability.spending import reserve_statement, year_forecast
from beatwise.accountability.spending.reserve_statement import Movement
from beatwise.clock import financial_year_words
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.funds.models import Fund, LedgerEntry, Line
from beatwise.web.pages import chart_cache


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
        "held": pounds(at.funded - at.paid),
    }


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


def _bars(at: Position) -> tuple[Bar, ...]:
    named = (("Allocated", at.allocated), ("Committed", at.committed), ("Paid", at.paid))
    of_fund = (("Fund", at.funded),) if at.funded else ()
    return tuple(Bar(name, amount / 100, pounds(amount)) for name, amount in (*of_fund, *named))


def line_forecast(row: Line, today: dt.date) -> dict[str, str]:
    """Return what a line would have paid at the end of its year, and what would be left."""
    result = year_forecast.forecast(row.position, row.year, today)
    return {"paid": pounds(result.paid), "left": pounds(result.left), "rule": year_forecast.RULE}


def reserve_years(entries: Iterable[LedgerEntry]) -> list[dict[str, object]]:
    """Return each year of a fund: opening, movements and closing, the latest first."""
    rows = [Movement(row.on, row.value, row.words) for row in entries]
    return [
        {
            "year": financial_year_words(each.year),
            "opening": pounds(each.opening),
            "movements": [(title, pounds(amount)) for title, amount in each.movements],
            "closing": pounds(each.closing),
        }
        for each in reversed(reserve_statement.statement(rows))
    ]
