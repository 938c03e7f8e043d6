"""Grants, contracts and contributions read as domain values: only for who sees them whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from beatwise.accountability import roles
from beatwise.accountability.commissioning.blind_scores import Score
from beatwise.accountability.commissioning.grant_warnings import Award
from beatwise.accountability.commissioning.succession import Term
from beatwise.accountability.roles import Person
from beatwise.accountability.standards.contracting import Organisation
from beatwise.accountability.standards.drawdown import Contribution
from beatwise.accountability.standards.giving_grants import Funder
from beatwise.clock import Month, financial_year, financial_year_days
from beatwise.errors import MissingData, Refused
from beatwise.web.commissioning.models import Assessment, PublisherDetails
from beatwise.web.history.cache import ACCOUNTS, FILES, remembered
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.registers.models import Link, Record
from beatwise.web.registers.own_definitions.known import definition
from beatwise.web.search.search_field import matching


GRANTS, CONTRACTS, RECIPIENTS = "grants", "contracts", "recipients"
CONTRIBUTIONS, AGREEMENTS = "developer_contributions", "developer_agreements"
AWARDED = ("offered", "recorded", "running", "reported", "closed", "ended_early")
NO_FUND = "No fund named"
_OF_AN_AWARD = ("recipient", "award_on", "awarded", "programme")
# Changes after which every figure of grants, contracts and ledgers is as it was.
NO_FIGURES = (ACCOUNTS, *FILES, "record.comment", "letters.", "token.")
USUAL_CRITERIA = ("Need", "What it will change", "Value for money")


def check_inside(person: Person) -> None:
    """Raise ``Refused`` unless this person sees grants and contracts whole."""
    if not inside(person):
        raise Refused("your role does not open grants and contracts.",
                      next_step="Ask a commissioning officer.")  # fmt: skip


def inside(person: Person) -> bool:
    """Whether this person sees grants and contracts whole, of every area."""
    whole = roles.role_of(person).sees == roles.EVERYTHING
    return whole and all(definition(slug).sees_all(person) for slug in (GRANTS, CONTRACTS))


def rows(slug: str, *states: str) -> QuerySet[Record]:
    """Return the records of a register, all or those in some states.

    Those removed are left out, and those that are confidential: no page here and no published file
    is for the few who open them.
    """
    records = Record.objects.filter(register=slug, removed=False, closed=False)
    return records.filter(state__in=states) if states else records


def read(records: QuerySet[Record]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield number, state and values of records, without making rows of them."""
    plain = records.order_by().values_list("number", "state", "values")
    yield from plain.iterator(chunk_size=2000)


def fields(records: QuerySet[Record], *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield number and some fields of records by number: the others stay in the database."""
    rows = records.order_by("number").values_list("number", *(f"values__{name}" for name in names))
    yield from rows.iterator(chunk_size=2000)


def application(number: int) -> Record:
    """Return an application by number; raise ``MissingData`` when there is none."""
    return sure_row(
        rows(GRANTS).filter(number=number),
        f"there is no grant {number}.",
        "Open the list of grants.",
    )


def scores(grant: int) -> list[Score]:
    """Return every score and declaration on an application, in the order in which they came."""
    return [row.value for row in Assessment.objects.filter(grant=grant).order_by("pk")]


def criteria(record: Record) -> tuple[str, ...]:
    """Return by what an application is judged: the lines of its round, or the usual ones."""
    number = record.values.get("round")
    round_row = rows("grant_rounds").filter(number=number).first() if number else None
    words = str(round_row.values.get("criteria") or "") if round_row else ""
    return tuple(line.strip() for line in words.splitlines() if line.strip()) or USUAL_CRITERIA


def to_assess(person: Person) -> list[Record]:
    """Return the applications that still wait for a score of this person."""
    own = set(Assessment.objects.filter(by_id=person.pk).values_list("grant", flat=True))
    counts: dict[int, int] = {}
    for grant in Assessment.objects.filter(interest="").values_list("grant", flat=True):
        counts[grant] = counts.get(grant, 0) + 1
    waiting = rows(GRANTS, "eligible").order_by("number")
    return [row for row in waiting if row.number not in own and counts.get(row.number, 0) < 2]


def recipients(words: str) -> QuerySet[Record]:
    """Return the organisations in which every word stands, in alphabetical order."""
    return rows(RECIPIENTS).filter(matching(words, "words")).order_by("heading", "number")


def recipient(number: int) -> Record:
    """Return an organisation by number; raise ``MissingData`` when there is none."""
    return sure_row(
        rows(RECIPIENTS).filter(number=number),
        f"there is no organisation {number}.",
        "Look it up in the list of organisations.",
    )


def provider_names() -> Iterable[str]:
    """Return the names of the organisations that hold contracts: the areas of their accounts."""
    links = Link.objects.filter(field="provider", source__in=rows(CONTRACTS).values("pk"))
    named = rows(RECIPIENTS).filter(pk__in=links.values("target"))
    return named.values_list("heading", flat=True)


def records_of(organisations: Iterable[Record], slug: str) -> dict[int, list[Record]]:
    """Return the grants or contracts of organisations, by the organisation's key."""
    field = {GRANTS: "recipient", CONTRACTS: "provider"}[slug]
    links = Link.objects.filter(
        target__in=[row.pk for row in organisations], field=field, source__register=slug,
        source__removed=False, source__closed=False,
    )  # fmt: skip
    records: dict[int, list[Record]] = {}
    for link in links.select_related("source").order_by("-source__number"):
        records.setdefault(link.target_id, []).append(link.source)
    return records


def awards_beside(grants: Iterable[Record], on: dt.date) -> list[Award]:
    """Return an organisation's awards, and all of a day's financial year from the same funds.

    Of every other award nothing is asked: what is pointed out of an organisation needs no more.
    """
    own = [_award(row.number, row.values) for row in grants if row.state in AWARDED]
    awards = {award.grant: award for award in own if award is not None}
    first, last = financial_year_days(financial_year(on))
    funds = {award.programme for award in awards.values() if first <= award.on <= last}
    year = _year_awards(str(first), str(last)) if funds else ()
    awards |= {award.grant: award for award in year if award.programme in funds}
    return list(awards.values())


@remembered(most=2, whatever=NO_FIGURES)
def _year_awards(first: str, last: str) -> tuple[Award, ...]:
    """Return every award between two days."""
    year = rows(GRANTS, *AWARDED).filter(values__award_on__gte=first, values__award_on__lte=last)
    every = (
        _award(number, dict(zip(_OF_AN_AWARD, values, strict=True)))
        for number, *values in fields(year, *_OF_AN_AWARD)
    )
    return tuple(award for award in every if award is not None)


def _award(number: int, values: Mapping[str, Any]) -> Award | None:
    """Return a grant as an award; ``None`` without organisation, day or amount."""
    recipient, on, pence = (values.get(name) for name in ("recipient", "award_on", "awarded"))
    if not recipient or not on or pence is None:
        return None
    programme = str(values.get("programme") or NO_FUND)
    return Award(number, int(recipient), programme, dt.date.fromisoformat(str(on)), int(pence))


def terms() -> list[Term]:
    """Return the terms of contracts that run, are signed or are being procured."""
    names = ("title", "starts", "ends", "follows", "old_ends")
    records = rows(CONTRACTS).exclude(state__in=("ended", "dropped"))
    return [
        Term(number, str(title), day(starts), day(ends), follows, day(old_ends))
        for number, title, starts, ends, follows, old_ends in fields(records, *names)
    ]


def contributions() -> list[Contribution]:
    """Return the contributions that are neither spent nor expired."""
    return [
        Contribution(
            str(v.get("reference")), str(v.get("authority")), int(v.get("amount") or 0),
            int(v.get("received") or 0), int(v.get("spent") or 0) + int(v.get("returned") or 0),
            day(v.get("spend_by")), str(v.get("purpose") or ""),
        )
        for _, state, v in read(rows(CONTRIBUTIONS)) if state not in ("spent", "expired")
    ]  # fmt: skip


def publisher() -> PublisherDetails | None:
    """Return what the office calls itself in published files; ``None`` before it has said so."""
    return PublisherDetails.objects.first()


def sure_publisher() -> PublisherDetails:
    """Return what the office calls itself; ``MissingData`` with the next step before it has."""
    row = publisher()
    if row is None:
        raise MissingData(
            "the office has not said what it is called in published files.",
            next_step="Fill in name and identifiers under Grants and contracts, Publish.",
        )
    return row


def buyer() -> Organisation:
    """Return the publisher as a buyer of the contracting standard."""
    return _as_buyer(sure_publisher())


def buyer_if_known() -> Organisation | None:
    """Return the publisher as a buyer; ``None`` before the office has said what it is called."""
    row = publisher()
    return _as_buyer(row) if row else None


def _as_buyer(row: PublisherDetails) -> Organisation:
    return Organisation.identified(row.name, row.identifier)


def funder() -> Funder:
    """Return the publisher as 360Giving knows it."""
    row = sure_publisher()
    return Funder(row.name, row.identifier, row.giving_prefix)


def last_month() -> Month:
    """Return the last whole month."""
    return Month.parse(f"{today():%Y-%m}") - 1


def day(value: object) -> dt.date | None:
    """Return a day that a record holds as text."""
    return dt.date.fromisoformat(str(value)) if value else None


def lines_of(value: object) -> Sequence[dict[str, Any]]:
    """Return a table of lines that a record holds."""
    return value if isinstance(value, list) else ()
