"""The days of a contract, and what must begin by when: its end, its break, what follows it.

How many months before is data (``data/contract_steps.toml``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.clock import months_later
from beatwise.fields import Fields, document


FILE = "contract_steps.toml"


@dataclass(frozen=True, slots=True)
class LeadStep:
    """A step that begins so many months before; ``field`` is where its day stands in a record."""

    title: str
    months: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class ContractDays:
    """The days of a contract as its record has them; ``None`` where there is none."""

    ends: dt.date | None = None
    last_end: dt.date | None = None
    decide_by: dt.date | None = None
    break_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What must begin by a day, before what, and when it did; ``None``: not yet."""

    title: str
    by: dt.date
    before: str
    done_on: dt.date | None = None

    def late_on(self, today: dt.date) -> bool:
        """Whether its day has passed and it has not begun."""
        return self.done_on is None and self.by < today

    @property
    def days_late(self) -> int:
        """How many days after its day it began; 0 in time or not yet."""
        return 0 if self.done_on is None else max(0, (self.done_on - self.by).days)


@cache
def lead_steps() -> tuple[tuple[LeadStep, ...], LeadStep]:
    """Return the steps before an end, the earliest first, and the notice before a break."""
    with document(data.text(FILE), FILE) as fields:
        steps = [_step(each) for each in fields.tables("step")]
        notice = _step(fields.table("break_notice"))
    return tuple(sorted(steps, key=lambda step: -step.months)), notice


def beginnings(
    days: ContractDays,
    successor: Mapping[str, dt.date | None] | None,
    lead: tuple[tuple[LeadStep, ...], LeadStep] | None = None,
) -> list[Beginning]:
    """Return what must begin by when, the earliest first.

    Parameters
    ----------
    successor
        The days of the contract that follows, by the field of each step; none follows: ``None``.
    """
    steps, notice = lead or lead_steps()
    rows = []
    if days.break_on is not None:
        rows.append(
            Beginning(notice.title, months_later(days.break_on, -notice.months), "the break")
        )
    if days.decide_by is not None:
        rows.append(Beginning("Decide on an extension", days.decide_by, "the end"))
    if days.ends is not None:
        done = successor or {}
        rows += [
            Beginning(s.title, months_later(days.ends, -s.months), "the end", done.get(s.field))
            for s in steps
        ]
    return sorted(rows, key=lambda row: row.by)


def next_beginning(rows: list[Beginning]) -> Beginning | None:
    """Return the first that has not begun; ``None`` when all have."""
    return next((row for row in rows if row.done_on is None), None)


def _step(fields: Fields) -> LeadStep:
    return LeadStep(
        fields.text("title"), fields.whole("months", at_least=0), fields.optional_text("field")
    )
