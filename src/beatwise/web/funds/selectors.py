"""Funds, lines and entries, read: only what this person may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count, F, QuerySet, Sum

from beatwise.accountability import roles
from beatwise.accountability.ledger import Position
from beatwise.accountability.roles import Person
from beatwise.accountability.spending.entry_steps import OPEN
from beatwise.clock import months_later
from beatwise.web.funds.models import ClosedYear, Fund, LedgerEntry, Line, Project, Proposal
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.search.search_field import matching


def funds() -> QuerySet[Fund]:
    """Return every fund."""
    return Fund.objects.all()


def funds_of(person: Person) -> QuerySet[Fund]:
    """Return the funds that this person finds something in: all, or those with an own line."""
    if roles.role_of(person).sees != roles.OWN_AREA:
        return funds()
    return funds().filter(pk__in=lines(person).values("fund"))


def texts() -> Iterator[str]:
    """Yield the search keys of funds and their lines."""
    for model in (Fund, Line):
        yield from model.objects.values_list("search", flat=True).iterator()


def areas() -> Iterable[str]:
    """Return the areas that lines are of."""
    return Line.objects.order_by().values_list("area", flat=True).distinct()


def fund(number: int) -> Fund:
    """Return a fund; raise ``MissingData`` when there is none."""
    rows = Fund.objects.filter(number=number)
    return sure_row(rows, f"there is no fund {number}.", "Open the list of funds.")


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


def lines_of(person: Person, receiver: str) -> QuerySet[Line]:
    """Return the lines of a receiver of this name in every fund, the latest year first."""
    return lines(person).filter(receiver__iexact=receiver).order_by("-year", "fund__name", "number")


def line(person: Person, fund: int, number: int) -> Line:
    """Return a line; raise ``MissingData`` when this person sees none."""
    rows = lines(person).filter(fund__number=fund, number=number)
    return sure_row(rows, "there is no such line.", "Open the fund.")


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


def standing_payments() -> QuerySet[LedgerEntry]:
    """Return the payments that stand, in no order: neither reversals nor reversed."""
    return LedgerEntry.objects.filter(kind="payment", reverses=None, reversal=None).order_by()


def entry(fund: int, number: int) -> LedgerEntry:
    """Return an entry; raise ``MissingData`` when there is none."""
    rows = LedgerEntry.objects.select_related("fund", "line", "pair")
    rows = rows.filter(fund__number=fund, number=number)
    return sure_row(rows, f"there is no entry {number}.", "Open the fund.")


def expiring(person: Person, after: int, within: int, fund: Fund | None = None) -> QuerySet[Line]:
    """Return lines with money left to pay, to be spent more than ``after`` months from today.

    ``within`` is the month up to which; with ``after`` 0, lines that are late come first.
    """
    rows = lines(person).filter(allocated__gt=F("paid"), closed=False)
    rows = rows.filter(spend_by__lte=months_later(today(), within))
    if after:
        rows = rows.filter(spend_by__gt=months_later(today(), after))
    return (rows.filter(fund=fund) if fund else rows).order_by("spend_by", "receiver")


def count_and_left(rows: QuerySet[Line]) -> tuple[int, int]:
    """Return how many lines there are, and the pence that they have left to pay."""
    sums = rows.order_by().aggregate(count=Count("pk"), left=Sum(F("allocated") - F("paid")))
    return sums["count"], sums["left"] or 0


def year_positions(person: Person, filters: dict[str, str]) -> list[tuple[int, int, Position]]:
    """Return each year of the lines that filters leave, the latest first: count and position."""
    names = ("allocated", "committed", "paid")
    years = lines(person, filters).order_by().values("year")
    rows = years.annotate(count=Count("pk"), **{f"sum_{n}": Sum(n) for n in names})
    return [
        (row["year"], row["count"], Position(0, *(int(row[f"sum_{n}"]) for n in names)))
        for row in rows.order_by("-year")
    ]


def line_amounts(
    person: Person, filters: dict[str, str], year: int
) -> Iterator[tuple[int, int, int]]:
    """Yield what each line of a year was allocated, committed and paid, in pence."""
    rows = lines(person, filters).filter(year=year).order_by()
    yield from rows.values_list("allocated", "committed", "paid").iterator(chunk_size=2000)


def is_closed(year: int) -> bool:
    """Whether a financial year's books are closed."""
    return ClosedYear.objects.filter(year=year).exists()


def proposals(person: Person, filters: dict[str, str] | None = None) -> QuerySet[Proposal]:
    """Return the proposals that this person sees, the latest first: of one fund, or open ones.

    Who sees the own area sees those whose every line is of it.
    """
    rows, want = Proposal.objects.select_related("fund", "to_fund", "by"), filters or {}
    if roles.role_of(person).sees == roles.OWN_AREA:
        rows = rows.filter(pk__in=_of_own_lines(person, rows))
    if want.get("fund", "").isdecimal():
        rows = rows.filter(fund__number=int(want["fund"][:9]))
    return rows.filter(state__in=OPEN) if want.get("open") else rows


def _of_own_lines(person: Person, rows: QuerySet[Proposal]) -> list[int]:
    own = set(lines(person).values_list("fund_id", "number"))
    parts = rows.values_list("pk", "fund_id", "parts")
    return [pk for pk, fund, of in parts if all((fund, part["line"]) in own for part in of)]


def proposal(person: Person, number: int) -> Proposal:
    """Return a proposal; raise ``MissingData`` when this person sees none."""
    rows = proposals(person).filter(number=number)
    return sure_row(rows, "there is no such proposal.", "Open the list of proposals.")


def projects(person: Person, filters: dict[str, str] | None = None) -> QuerySet[Project]:
    """Return the projects of the lines that this person sees."""
    rows, want = Project.objects.select_related("fund", "line"), filters or {}
    rows = rows.filter(line__in=lines(person).values("pk"), removed=False)
    if want.get("fund", "").isdecimal():
        rows = rows.filter(fund__number=int(want["fund"][:9]))
    if want.get("line", "").isdecimal():
        rows = rows.filter(line__number=int(want["line"][:9]))
    return rows


def project(person: Person, fund: int, number: int) -> Project:
    """Return a project; raise ``MissingData`` when this person sees none."""
    rows = projects(person).filter(fund__number=fund, number=number)
    return sure_row(rows, "there is no such project.", "Open the fund.")
