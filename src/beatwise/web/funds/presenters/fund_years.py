"""A fund by financial year, with the forecast to each year's end, and what expires when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.accountability.funds import pounds
from beatwise.accountability.ledger import Position
from beatwise.accountability.roles import Person
from beatwise.accountability.spending import year_forecast
from beatwise.accountability.spending.year_forecast import YearForecast
from beatwise.clock import financial_year, financial_year_words
from beatwise.publication.charts.bars import Bar, bars
from beatwise.web.funds import selectors
from beatwise.web.funds.models import Fund
from beatwise.web.funds.presenters import fund_views
from beatwise.web.pages import chart_cache


# Months from today between which money is to be spent, and what a page calls them.
SOON = (
    ("within 3 months", (0, 3)),
    ("in 3 to 6 months", (3, 6)),
    ("in 6 to 12 months", (6, 12)),
)
MOST_NAMED = 10  # lines that a period names; the others are counted


@dataclass(frozen=True, slots=True)
class FundYear:
    """What the lines of a financial year come to now, and at its end."""

    year: int
    lines: int
    at: Position
    forecast: YearForecast

    @property
    def words(self) -> str:
        """The year as papers write it."""
        return financial_year_words(self.year)


def fund_years(person: Person, filters: dict[str, str], today: dt.date) -> list[FundYear]:
    """Return each year of the lines that filters leave, the latest first.

    Only the lines of the year that runs are read one by one: the forecast is made a line at a time.
    """
    this = financial_year(today)
    now = [
        year_forecast.forecast(Position(0, *amounts), this, today)
        for amounts in selectors.line_amounts(person, filters, this)
    ]
    return [
        FundYear(year, count, at, year_forecast.sum_of(now) if year == this
                 else year_forecast.forecast(at, year, today))
        for year, count, at in selectors.year_positions(person, filters)
    ]  # fmt: skip


def sums(years: Sequence[FundYear]) -> dict[str, str]:
    """Return the sums of every year's lines: each column's own."""
    total = Position()
    for each in years:
        total = total.plus(each.at)
    left = sum(each.forecast.left for each in years)
    paid = sum(each.forecast.paid for each in years)
    return {**fund_views.amounts(total), "will_pay": pounds(paid), "will_leave": pounds(left)}


def year_row(each: FundYear) -> dict[str, object]:
    """Return a year as a row of a table."""
    return {
        "year": each.words, "count": each.lines, **fund_views.amounts(each.at),
        "will_pay": pounds(each.forecast.paid), "will_leave": pounds(each.forecast.left),
    }  # fmt: skip


def running(years: Sequence[FundYear], today: dt.date) -> dict[str, object]:
    """Return what the year that runs comes to at its end, with the rule in words."""
    this = financial_year(today)
    row = next((each for each in years if each.year == this), None)
    if row is None:
        return {"lines": 0}
    return {
        "year": row.words, "lines": row.lines, "allocated": pounds(row.forecast.allocated),
        "paid": pounds(row.forecast.paid), "left": pounds(row.forecast.left),
        "rule": year_forecast.RULE,
    }  # fmt: skip


def picture(years: Sequence[FundYear]) -> dict[str, str] | None:
    """Return the drawing of each year: allocated, committed, paid, and paid by its end."""
    rows = [(each.words, _bars(each)) for each in years if each.at != Position()]
    return _drawing("fund-years", rows)


def expiring(person: Person, of: Fund) -> list[dict[str, object]]:
    """Return each period with what is to be spent in it: lines, money, and the first of them."""
    rows = []
    for words, months in SOON:
        lines = selectors.expiring(person, *months, of)
        count, left = selectors.count_and_left(lines)
        rows.append({
            "words": words, "count": count, "left": pounds(left), "pence": left,
            "lines": [fund_views.line(each) for each in lines[:MOST_NAMED]],
            "more": max(0, count - MOST_NAMED),
        })  # fmt: skip
    return rows


def expiring_picture(rows: Sequence[dict[str, object]]) -> dict[str, str] | None:
    """Return the drawing of what is to be spent in each period."""
    known = [
        (str(r["words"]), (Bar("To be spent", _pence(r) / 100, str(r["left"])),)) for r in rows
    ]
    return _drawing("fund-expiring", known) if any(_pence(row) for row in rows) else None


def _pence(row: dict[str, object]) -> int:
    return int(str(row["pence"]))


def _bars(each: FundYear) -> tuple[Bar, ...]:
    at, end = each.at, each.forecast
    left = f"{pounds(at.paid)}, {pounds(at.allocated - at.paid)} left"
    will = f"{pounds(end.paid)}, {pounds(end.left)} left"
    return (
        Bar("Allocated", at.allocated / 100, pounds(at.allocated)),
        Bar("Committed", at.committed / 100, pounds(at.committed)),
        Bar("Paid", at.paid / 100, left), Bar("By its end", end.paid / 100, will),
    )  # fmt: skip


def _drawing(name: str, rows: Sequence[tuple[str, Sequence[Bar]]]) -> dict[str, str] | None:
    if not rows:
        return None
    sources = [[words, [bar.words for bar in group]] for words, group in rows]
    alt = "; ".join(
        f"{words}: " + ", ".join(f"{bar.series} {bar.words}" for bar in group)
        for words, group in rows
    )
    return chart_cache.both_widths(name, sources, alt, lambda width: bars(rows, width=width))
