"""The statutory calendar of a budget: by when each step is due, and what a late one means.

A deadline is data with its basis and the day on which somebody verified it. One that nobody
verified is shown as such and never counted as missed in law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beatwise import data
from beatwise.errors import BadInput
from beatwise.fields import REQUIRED, Fields, document


BY, BEFORE = "by", "before"
IN_TIME, LATE, OVERDUE, OPEN = "in time", "late", "overdue", "open"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step's day in the year in which the budget begins.

    ``rule`` is ``by`` (the day itself is in time) or ``before`` (the day before is the last).
    """

    step: str
    title: str
    day: int
    month: int
    rule: str
    basis: str
    meaning: str
    verified_on: dt.date | None = None

    def last_day(self, year: int) -> dt.date:
        """Return the last day in time, of the budget that begins in a year."""
        due = dt.date(year, self.month, self.day)
        return due if self.rule == BY else due - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepDay:
    """Where a step stands against its deadline; ``done_on`` is ``None`` while it is to come."""

    deadline: Deadline
    last_day: dt.date
    done_on: dt.date | None
    state: str

    @property
    def days_late(self) -> int:
        """How many days after its last day it was done; 0 in time or not done."""
        return 0 if self.done_on is None else max(0, (self.done_on - self.last_day).days)


def standings(
    deadlines: Iterable[Deadline],
    year: int,
    done: Mapping[str, dt.date],
    today: dt.date,
) -> tuple[StepDay, ...]:
    """Return where each step stands, in order of its day; ``done`` is by step."""
    rows = []
    for deadline in deadlines:
        last, on = deadline.last_day(year), done.get(deadline.step)
        if on is not None:
            state = IN_TIME if on <= last else LATE
        else:
            state = OVERDUE if today > last else OPEN
        rows.append(StepDay(deadline, last, on, state))
    return tuple(sorted(rows, key=lambda row: row.last_day))


def checked(deadline: Deadline) -> Deadline:
    """Return a deadline whose day there is in every year; raise ``BadInput``."""
    try:
        dt.date(2025, deadline.month, deadline.day)
    except ValueError:
        raise BadInput(
            f"there is no {deadline.day} of month {deadline.month} in every year.",
            place="day",
            next_step="Give a day from 1 to 31 and a month from 1 to 12.",
        ) from None
    if deadline.rule not in (BY, BEFORE):
        raise BadInput("a deadline is 'by' or 'before' its day.", place="rule")
    return deadline


def shipped() -> tuple[Deadline, ...]:
    """Return the deadlines that come along, from ``data/budget/statutory_dates.toml``."""
    text = (data.folder("budget") / "statutory_dates.toml").read_text("utf-8")
    with document(text, "statutory_dates.toml") as fields:
        return tuple(_deadline(each) for each in fields.tables("deadline"))


def _deadline(fields: Fields) -> Deadline:
    return checked(
        Deadline(
            step=fields.text("step", REQUIRED),
            title=fields.text("title", REQUIRED),
            day=fields.whole("day", REQUIRED),
            month=fields.whole("month", REQUIRED),
            rule=fields.text("rule", BY),
            basis=fields.text("basis", REQUIRED),
            meaning=fields.text("meaning", REQUIRED),
        )
    )
