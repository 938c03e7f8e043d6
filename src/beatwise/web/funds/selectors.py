"""Funds, lines and entries, read: only what this person may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import F, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.funds.models import ClosedYear, Fund, LedgerEntry, Line
from beatwise.web.pages.today import today as today
from beatwise.web.search.search_field import matching


def funds() -> QuerySet[Fund]:
    """Return every fund."""
    return Fund.objects.all()


def texts() -> Iterator[str]:
    """Yield the search keys of funds and their lines."""
    for model in (Fund, Line):
        yield from model.objects.values_list("search", flat=True).iterator()


def areas() -> Iterable[str]:
    """Return the areas that lines are of."""
    return Line.objects.order_by().values_list("area", flat=True).distinct()


def fund(number: int) -> Fund:
    """Return a fund; raise ``MissingData`` when there is none."""
    row = Fund.objects.filter(number=number).first()
    if row is None:
        raise MissingData(f"there is no fund {number}.", next_step="Open the list of funds.")
    return row


def lines(person: Person, filters: dict[str, str] | None = None) -> QuerySet[Line]:
    """Return the lines that this person sees: all, or those of the own area."""
    rows, want = Line.objects.select_related("fund"), filters or {}
    if roles.role_of(person).sees == roles.OWN_AREA:
        rows = rows.filter(area=person.area) if person.area else rows.none()
    if want.get("fund", "").isdecimal():
        rows = rows.filter(fund__number=int(want["fund"][:9]))
    if want.get("year", "").isdecimal():
        rows = rows.filter(year=int(want["year"][:4]))
    if want.get("area"):
        rows = rows.filter(area=want["area"])
    if want.get("q"):
        rows = rows.filter(matching(want["q"], "search"))
    return rows


def line(person: Person, fund: int, number: int) -> Line:
    """Return a line; raise ``MissingData`` when this person sees none."""
    row = lines(person).filter(fund__number=fund, number=number).first()
    if row is None:
        raise MissingData("there is no such line.", next_step="Open the fund.")
    return row


def following(person: Person, row: Line) -> QuerySet[Line]:
    """Return the lines of the same fund to which a line's money can be carried forward."""
    return lines(person).filter(fund=row.fund, year=row.year + 1)


def entries(person: Person, filters: dict[str, str] | None = None) -> QuerySet[LedgerEntry]:
    """Return the entries that this person sees, the latest first."""
    rows, want = LedgerEntry.objects.select_related("fund", "line", "reversal"), filters or {}
    if roles.role_of(person).sees == roles.OWN_AREA:
        rows = rows.filter(line__in=lines(person).values("pk"))
    if want.get("fund", "").isdecimal():
        rows = rows.filter(fund__number=int(want["fund"][:9]))
    if want.get("line", "").isdecimal():
        rows = rows.filter(line__number=int(want["line"][:9]))
    return rows.order_by("fund", "-number")


def entry(fund: int, number: int) -> LedgerEntry:
    """Return an entry; raise ``MissingData`` when there is none."""
    rows = LedgerEntry.objects.select_related("fund", "line", "pair")
    row = rows.filter(fund__number=fund, number=number).first()
    if row is None:
        raise MissingData(f"there is no entry {number}.", next_step="Open the fund.")
    return row


def expiring(person: Person, after: int, within: int, fund: Fund | None = None) -> QuerySet[Line]:
    """Return lines with money left to pay, to be spent more than ``after`` months from today.

    ``within`` is the month up to which; with ``after`` 0, lines that are late come first.
    """
    rows = lines(person).filter(allocated__gt=F("paid"), closed=False)
    rows = rows.filter(spend_by__lte=_months_on(within))
    if after:
        rows = rows.filter(spend_by__gt=_months_on(after))
    return (rows.filter(fund=fund) if fund else rows).order_by("spend_by", "receiver")


def _months_on(months: int) -> dt.date:
    return today() + dt.timedelta(days=round(months * 365.25 / 12))


def is_closed(year: int) -> bool:
    """Whether a financial year's books are closed."""
    return ClosedYear.objects.filter(year=year).exists()
