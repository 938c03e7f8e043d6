"""Progress of the plan, worked out from its actions: by strategy, by quarter, and what is ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beatwise.accountability import roles
from beatwise.accountability.measures.period import Period, next_quarter, quarter_of
from beatwise.accountability.plan.actions import Action, Progress, progress, progress_by_strategy
from beatwise.accountability.plan.burn_up import Ahead, Quarter, burn_up, horizon
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.roles import Person, owner_titles
from beatwise.errors import BadInput
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.actions import cache, selectors
from beatwise.web.actions.progress import chart
from beatwise.web.history.cache import WITHOUT_FIGURES, remembered


MOST_QUARTERS = 24
TABLES = ("strategies", "burn-up", "horizon")


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What the progress page shows to one person.

    ``by_strategy`` holds a strategy's id, title and progress; ``quarter`` is the one looked ahead
    to, ``before`` and ``after`` those beside it; ``area`` is a partner's, empty for the whole.
    """

    whole: Progress
    by_strategy: tuple[tuple[str, str, Progress], ...]
    quarters: tuple[Quarter, ...]
    quarter: Period
    before: Period
    after: Period
    ahead: tuple[Ahead, ...]
    numbers: dict[str, int]
    today: dt.date
    area: str

    @property
    def picture(self) -> dict[str, str]:
        """The burn-up for ``pages/figure.html``."""
        return chart.burn_up(self.quarters)

    def strategies(self) -> Listing:
        """Return progress by strategy as a list."""
        heads = ("Complete", "Total", "Percent", "In progress", "Overdue", "Withdrawn")
        rows = [
            (title, p.complete, p.total, _percent(p), p.in_progress, p.overdue, p.withdrawn)
            for title, p in [*((t, p) for _, t, p in self.by_strategy), ("All", self.whole)]
        ]
        columns = (Column("Strategy"), *(Column(h, True, int(h == "Percent")) for h in heads))
        return Listing("progress", "Progress by strategy", columns, rows)

    def burn_up(self) -> Listing:
        """Return the burn-up's numbers as a list."""
        heads = ("In the plan", "Due by now", "First due by now", "Complete")
        rows = [(q.period.words, q.scope, q.due, q.first_due, q.complete) for q in self.quarters]
        columns = (Column("Quarter"), *(Column(h, True) for h in heads))
        return Listing("burn-up", "Burn-up by quarter", columns, rows, "not started yet")

    def horizon(self) -> Listing:
        """Return what is due in the quarter looked ahead to as a list."""
        columns = tuple(map(Column, ("Id", "What is to be done", "Owner", "Due", "Barriers")))
        rows = [
            (a.action.id, a.action.title, owner_titles()[a.action.owner], in_words(a.action.due),
             " ".join(a.barriers) or None)
            for a in self.ahead
        ]  # fmt: skip
        title = f"Due in {self.quarter.words}"
        return Listing("horizon", title, columns, rows, "none known")


def listing(table: str, person: Person, filters: dict[str, str]) -> Listing:
    """Return one of ``TABLES`` as this person sees it."""
    report = of(person, selectors.today(), filters.get("quarter", ""))
    tables = {"strategies": report.strategies, "burn-up": report.burn_up, "horizon": report.horizon}
    return tables[table]()


def of(person: Person, today: dt.date, quarter: str = "") -> ProgressReport:
    """Return what this person sees of the plan's progress."""
    whole = roles.role_of(person).sees == roles.EVERYTHING
    worked = _worked(None if whole else person.area, today)
    titles = selectors.strategies()
    known = [*titles, *(s for s in worked.by_strategy if s not in titles)]
    ahead = _quarter(quarter, today)
    return ProgressReport(
        whole=worked.whole,
        by_strategy=tuple(
            (s, titles.get(s, s), worked.by_strategy[s]) for s in known if s in worked.by_strategy
        ),
        quarters=worked.quarters,
        quarter=ahead,
        before=Period(ahead.first - 3, ahead.first - 1) if ahead.first else ahead,
        after=next_quarter(ahead),
        ahead=horizon(worked.actions, today, quarter=ahead),
        numbers=cache.numbers(),
        today=today,
        area="" if whole else person.area,
    )


def preparation() -> Iterator[str]:
    """Work out the whole plan's progress ahead of who looks, yielding after each step."""
    cache.numbers()
    yield "actions"
    if worked := quarters(selectors.today()):
        yield "quarters"
        chart.burn_up(worked)
        yield "chart"


def quarters(today: dt.date) -> tuple[Quarter, ...]:
    """Return the burn-up of the whole plan by quarter."""
    return _worked(None, today).quarters


@dataclass(frozen=True, slots=True)
class _Worked:
    actions: tuple[Action, ...]
    whole: Progress
    by_strategy: dict[str, Progress]
    quarters: tuple[Quarter, ...]


@remembered(most=16, whatever=WITHOUT_FIGURES)
def _worked(area: str | None, today: dt.date) -> _Worked:
    """Work out progress of all actions, or of those that the partner of an area sees."""
    actions = cache.actions()
    if area is not None:
        names = set(selectors.of_partner(area).values_list("name", flat=True))
        actions = tuple(a for a in actions if a.id in names)
    planned = tuple(a for a in actions if a.strategy)  # a board's own are no progress of the plan
    ends = _ends(planned, today)
    return _Worked(
        actions,
        progress(planned, today),
        progress_by_strategy(planned, today),
        burn_up(planned, *ends, today=today) if ends else (),
    )


def _ends(actions: Sequence[Action], today: dt.date) -> tuple[Period, Period] | None:
    """Return the first and last quarter of the chart: at most six years, of which the last."""
    days = [d for a in actions for d in (a.created, a.due, a.completed) if d]
    if not days:
        return None
    first, last = quarter_of(min(days)), quarter_of(max([*days, today]))
    if first.first and last.first and last.first.number - first.first.number > 3 * MOST_QUARTERS:
        start = last.first - 3 * MOST_QUARTERS
        first = Period(start, start + 2)
    return first, last


def _quarter(words: str, today: dt.date) -> Period:
    try:
        period = Period.parse(words)
        if period.length == 3 and period.starts and quarter_of(period.starts) == period:
            return period
    except BadInput:
        pass
    return next_quarter(quarter_of(today))


def _percent(counts: Progress) -> float | None:
    return None if counts.percent is None else round(float(counts.percent), 1)
