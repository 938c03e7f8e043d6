"""What of grants, contracts and developer agreements needs somebody's attention in the month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from beatwise.accountability.commissioning import succession
from beatwise.accountability.commissioning.succession import Term
from beatwise.accountability.funds import pounds
from beatwise.accountability.standards import drawdown
from beatwise.cell_text import search_key
from beatwise.web.commissioning import selectors
from beatwise.web.commissioning.selectors import day, lines_of
from beatwise.web.history.cache import remembered


DAYS = 31
MOST = 50


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs attention: what, about which record, by when, and where it is."""

    words: str
    name: str
    address: str
    by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Matters:
    """Matters of one kind; ``more`` are those beyond the first fifty."""

    title: str
    rows: tuple[Matter, ...]
    more: int = 0


@remembered(most=2, whatever=selectors.NO_FIGURES)
def of_the_month(today: dt.date) -> tuple[Matters, ...]:
    """Return what needs attention within a month of a day, by kind; a kind of nothing too."""
    until = today + dt.timedelta(days=DAYS)
    terms = selectors.terms()
    kinds = (
        ("Milestones to be paid", _milestones(until)),
        ("Notices to be published", _notices(until)),
        ("Contracts that end within 12 months", _endings(terms, today)),
        ("Days without a contract", _gaps(terms)),
        ("Contributions that expire within 12 months", _expiring(today)),
        ("Organisations in no public register", _unregistered()),
        ("Visits with the same result word for word", _copied()),
    )
    return tuple(_matters(title, rows) for title, rows in kinds)


def _matters(title: str, rows: Iterator[Matter]) -> Matters:
    every = sorted(rows, key=lambda row: (row.by or dt.date.max, row.name))
    return Matters(title, tuple(every[:MOST]), max(0, len(every) - MOST))


def _milestones(until: dt.date) -> Iterator[Matter]:
    running = selectors.rows(selectors.GRANTS, "running", "reported")
    for number, title, milestones in selectors.fields(running, "title", "milestones"):
        for line in lines_of(milestones):
            due = day(line.get("due"))
            if due and due <= until and not line.get("paid_on"):
                words = f"{line['milestone']}, {pounds(int(str(line['amount'])))}"
                yield Matter(words, str(title), _record(selectors.GRANTS, number), due)


def _notices(until: dt.date) -> Iterator[Matter]:
    """Yield the notices of contracts whose day comes or has passed, and that are not out."""
    going = selectors.rows(selectors.CONTRACTS).exclude(state__in=("ended", "dropped"))
    for number, title, notices in selectors.fields(going, "title", "notices"):
        for line in lines_of(notices):
            due = day(line.get("due"))
            if due and due <= until and not line.get("published_on"):
                address = _record(selectors.CONTRACTS, number)
                yield Matter(f"{line['notice']} notice", str(title), address, due)


def _endings(terms: Sequence[Term], today: dt.date) -> Iterator[Matter]:
    for ending in succession.endings(terms, today):
        address = _record(selectors.CONTRACTS, ending.term.number)
        yield Matter(ending.words, ending.term.title, address, ending.term.ends)


def _gaps(terms: Sequence[Term]) -> Iterator[Matter]:
    for term, days in succession.gaps(terms):
        words = f"{days} day{'s' * (days != 1)} between the contract before and this one"
        yield Matter(words, term.title, _record(selectors.CONTRACTS, term.number), term.starts)


def _expiring(today: dt.date) -> Iterator[Matter]:
    urgent = [c for c in selectors.contributions() if drawdown.urgent(c, today)]
    for each in drawdown.in_order(urgent):
        words = f"{pounds(each.secured - each.spent)} not spent"
        yield Matter(words, f"{each.reference}, {each.authority}", reverse("drawdown"),
                     each.spend_by)  # fmt: skip


def _unregistered() -> Iterator[Matter]:
    open_rows = selectors.rows(selectors.RECIPIENTS).exclude(state="closed")
    unregistered = open_rows.filter(values__registered=False)
    for number, name in selectors.fields(unregistered, "name"):
        address = _record(selectors.RECIPIENTS, number)
        yield Matter("Ask for a charity or company number", str(name), address)


def _copied() -> Iterator[Matter]:
    """Yield the visits whose result stands word for word in another's: one may be a copy."""
    first: dict[str, int] = {}
    for number, output in selectors.fields(selectors.rows("grant_visits"), "output"):
        key = search_key(str(output or ""))
        if key and key in first:
            words = f"The same words as visit {first[key]}"
            yield Matter(words, f"Visit {number}", _record("grant_visits", number))
        first.setdefault(key, number)


def _record(slug: str, number: int) -> str:
    return reverse("record", args=[slug, number])
