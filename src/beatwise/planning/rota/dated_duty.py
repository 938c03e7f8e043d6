"""One person's duty on a date: what a rota is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class DutyKey(NamedTuple):
    """What makes a duty the same in two rotas."""

    day: dt.date
    shift: str
    beat: str
    person: str


@dataclass(frozen=True, slots=True, order=True)
class DatedDuty:
    """One person on one shift of a day, on a beat; London time."""

    day: dt.date
    shift: str
    beat: str
    person: str
    begins: dt.datetime
    ends: dt.datetime

    @property
    def key(self) -> DutyKey:
        """What makes it the same duty: day, shift, beat and person."""
        return DutyKey(self.day, self.shift, self.beat, self.person)
