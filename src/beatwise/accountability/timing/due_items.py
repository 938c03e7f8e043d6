"""What a schedule asks for, item by item, and which of it was done, is due, or was missed.

A duty holds in *spells*: while a suite is open, from a contract's start to its end. Between two
spells, and in a pause, it stands still: a schedule that is counted from the start goes on after a
pause by as many days as it lasted; a calendar week, month, quarter or year asks for nothing when
none of its days is left (or, where whole ones are meant, when one is missing).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from beatwise.accountability.timing.bank_holidays import is_working
from beatwise.accountability.timing.clocks import Pause
from beatwise.accountability.timing.schedule import (
    InEvery,
    Milestones,
    Rolling,
    Schedule,
    Span,
    Yearly,
)
from beatwise.accountability.timing.spells import Spell, every_still, stills


MOST = 10_000
FALLS = ("", "before", "after")
_DAY = dt.timedelta(days=1)
_AHEAD = dt.timedelta(days=800)  # the furthest that a next calendar period is looked for
_YEARS = 100
_SOME_DAYS = dt.timedelta(days=30)  # more than a due day moves to fall on a working day


class Standing(Enum):
    """How an item stands."""

    MET = "met"
    LATE = "late"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which something is to be done so many ``times``; ``due`` is the last."""

    first: dt.date
    due: dt.date
    times: int = 1


@dataclass(frozen=True, slots=True)
class DueItem:
    """A window, the days on which it was done, and how it stands."""

    window: Window
    done: tuple[dt.date, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Terms:
    """What a schedule is counted by.

    Parameters
    ----------
    spells
        When the duty holds, in order; a schedule that is counted from a start takes the first.
    pauses
        When it stands still.
    whole
        Whether a calendar week, month, quarter or year asks only when all its days are left.
    falls
        ``before`` or ``after`` moves a due day that is no working day to the next one that is.
    holidays
        Replaces the bank holidays of England and Wales.
    """

    spells: Sequence[Spell]
    pauses: Sequence[Pause] = ()
    whole: bool = False
    falls: str = ""
    holidays: Collection[dt.date] | None = None

    def asks(self, day: dt.date) -> bool:
        """Whether the duty holds on a day."""
        return any(spell.holds(day) for spell in self.spells) and not any(
            pause.holds(day) for pause in self.pauses
        )

    @property
    def start(self) -> dt.date:
        """The day from which a schedule is counted."""
        return self.spells[0].first

    @property
    def end(self) -> dt.date | None:
        """The last day on which the duty holds; ``None`` while it goes on."""
        lasts = [spell.last for spell in self.spells]
        return None if None in lasts else max(last for last in lasts if last is not None)


def windows(
    schedule: Schedule, terms: Terms, until: dt.date, since: dt.date = dt.date.min
) -> list[Window]:
    """Return what a schedule asks for from ``since`` to ``until``, and the one that comes next.

    An item belongs to the days among which it is due. At most ``MOST`` of them. A schedule
    without a spell asks for nothing, and so does one whose start lies more than a hundred years
    away.
    """
    if not terms.spells or abs(terms.start.year - until.year) > _YEARS:
        return []
    result: list[Window] = []
    for window in _windows(schedule, terms, until, since):
        if window.due >= since:
            result.append(window)
        if window.due > until or len(result) == MOST:
            break
    return result


def judged(
    schedule: Schedule, due_windows: Sequence[Window], done: Sequence[dt.date], today: dt.date
) -> list[DueItem]:
    """Return how each window stands, by the days on which something was done.

    A day counts in its own window. Milestones are counted in their order: what was done answers
    the first that was due, late where it came after its day.
    """
    if isinstance(schedule, Milestones):
        return _in_order(due_windows, sorted(done), today)
    items = []
    for window in due_windows:
        own = tuple(sorted(day for day in done if window.first <= day <= window.due))
        items.append(_item(window, own, len(own) >= window.times, today))
    return items


def _in_order(due_windows: Sequence[Window], done: list[dt.date], today: dt.date) -> list[DueItem]:
    items, left = [], done
    for window in due_windows:
        own = next((day for day in left if day >= window.first), None)
        if own is not None:
            left = [day for day in left if day > own]
        items.append(_item(window, () if own is None else (own,), own is not None, today))
    return items


def _item(window: Window, done: tuple[dt.date, ...], enough: bool, today: dt.date) -> DueItem:
    if enough:
        standing = Standing.MET if done[window.times - 1] <= window.due else Standing.LATE
    else:
        standing = Standing.MISSED if today > window.due else Standing.OPEN
    return DueItem(window, done, standing)


def _windows(schedule: Schedule, terms: Terms, until: dt.date, since: dt.date) -> Iterator[Window]:
    if isinstance(schedule, InEvery):
        yield from _calendar(schedule, terms, until, since)
        return
    if isinstance(schedule, Milestones) and schedule.before:
        yield from _before(schedule, terms)
        return
    first, end = terms.start, terms.end
    nominal = _nominal(schedule, terms.start, _long_before(since, terms))
    for due in _falling(_moved(nominal, terms), terms):
        if end is not None and due > end:
            return
        if due >= first:
            yield Window(first, due)
            first = due + _DAY


def _long_before(since: dt.date, terms: Terms) -> dt.date:
    """Return a day that, with its pauses and working days after it, is before ``since``."""
    days = sum(((until - begin) for begin, until in stills(terms.spells, terms.pauses)), _SOME_DAYS)
    return since - days if since - dt.date.min > days else dt.date.min


def _nominal(schedule: Schedule, start: dt.date, since: dt.date) -> Iterator[dt.date]:
    """Yield the due days of a schedule that never stands still; a rolling one's from ``since``.

    The one before them comes first, where there is one.
    """
    if isinstance(schedule, Milestones):
        yield from (span.after(start) for span in schedule.spans)
    elif isinstance(schedule, Yearly):
        for year in range(start.year, dt.MAXYEAR):
            last = calendar.monthrange(year, schedule.month)[1]
            day = dt.date(year, schedule.month, min(schedule.day, last))
            if day > start:
                yield day
    elif isinstance(schedule, Rolling):
        yield from _phases(schedule, start, since)


def _phases(schedule: Rolling, start: dt.date, since: dt.date) -> Iterator[dt.date]:
    past = Span()
    for phase in schedule.phases:
        end = None if phase.length is None else (past + phase.length).after(start)
        first = _first_count(phase.step, past.after(start), since, end)
        for count in range(first, first + MOST):
            day = (past + phase.step * count).after(start)
            if end is not None and day > end:
                break
            yield day
        past += phase.length or Span()


def _first_count(step: Span, begin: dt.date, since: dt.date, end: dt.date | None) -> int:
    """Return a number of steps after ``begin`` by which it is not ``since`` yet, nor the last.

    Years of days that are over are not gone through one by one.
    """
    longest = step.days + 31 * step.months
    count = (since - begin).days // longest - 1
    return max(1, count if end is None else min(count, (end - begin).days // longest))


def _moved(days: Iterator[dt.date], terms: Terms) -> Iterator[dt.date]:
    """Yield due days moved on by the days on which the duty stood still; none in an open pause."""
    over = stills(terms.spells, terms.pauses)
    every = every_still(terms.spells, terms.pauses)
    opens = min((still.since for still in every if still.until is None), default=None)
    for day in days:
        moved = day
        for begin, until in over:
            if moved > begin:
                moved += until - begin
        if opens is not None and moved > opens:
            return
        yield moved


def _falling(days: Iterator[dt.date], terms: Terms) -> Iterator[dt.date]:
    step = {"before": -_DAY, "after": _DAY}.get(terms.falls)
    for day in days:
        while step is not None and not is_working(day, terms.holidays):
            day += step
        yield day


def _calendar(schedule: InEvery, terms: Terms, until: dt.date, since: dt.date) -> Iterator[Window]:
    first = _period_start(schedule.unit, max(terms.start, since))
    while first <= until + _AHEAD:
        after = _next_period(schedule.unit, first)
        days = [first + n * _DAY for n in range((after - first).days)]
        if (all if terms.whole else any)(terms.asks(day) for day in days):
            yield Window(first, days[-1], schedule.times)
        elif terms.end is not None and first > terms.end:
            return
        first = after


def _period_start(unit: str, day: dt.date) -> dt.date:
    if unit == "week":
        return day - day.weekday() * _DAY
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(day=1)


def _next_period(unit: str, first: dt.date) -> dt.date:
    if unit == "week":
        return first + 7 * _DAY
    return Span(months={"month": 1, "quarter": 3, "year": 12}[unit]).after(first)


def _before(schedule: Milestones, terms: Terms) -> Iterator[Window]:
    anchor = terms.start
    dues = [Span(-span.months, -span.days).after(anchor) for span in reversed(schedule.spans)]
    first = dt.date.min
    for due in _falling(iter(dues), terms):
        yield Window(first, due)
        first = due + _DAY
