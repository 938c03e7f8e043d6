"""What outlives the body: agreements that go on, or can be made to, after its last day.

A local policing body can be abolished while its contracts run. The day is data that an office sets,
with where it is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


NOT_SETTLED = "not settled, and nothing is recorded"
NOT_ASKED = "the register has no field for this"


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement of a register; ``last_end`` is its end with every extension taken up.

    ``settled`` says who takes it over; empty where nothing is recorded, ``None`` where the register
    has no field for it. ``pence`` is its value.
    """

    register: str
    number: int
    title: str
    ends: dt.date | None
    last_end: dt.date | None = None
    pence: int | None = None
    settled: str | None = ""

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it can still be in force; ``None`` where no end is recorded."""
        return max((day for day in (self.ends, self.last_end) if day), default=None)


@dataclass(frozen=True, slots=True)
class Outliving:
    """An agreement that outlives the body; ``only_extended`` is one that does so by extension.

    ``days`` are those after the last day, up to the end; ``None`` where it has none.
    """

    agreement: Agreement
    days: int | None
    only_extended: bool

    @property
    def words(self) -> str:
        """What becomes of it, or that this is not settled."""
        settled = self.agreement.settled
        return NOT_ASKED if settled is None else settled or NOT_SETTLED


def outliving(agreements: Iterable[Agreement], last_day: dt.date) -> list[Outliving]:
    """Return the agreements that go on after a day, the longest first; those without an end too."""
    rows = [
        Outliving(each, (each.latest - last_day).days if each.latest else None,
                  each.ends is not None and each.ends <= last_day)
        for each in agreements
        if each.latest is None or each.latest > last_day
    ]  # fmt: skip
    endless = 10**6
    return sorted(rows, key=lambda row: (-(endless if row.days is None else row.days),
                                         row.agreement.register, row.agreement.number))  # fmt: skip
