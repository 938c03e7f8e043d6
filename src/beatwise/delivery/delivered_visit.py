"""One visit that was made, with the grade of the evidence for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


Grade = Literal["A", "B", "C"]
GRADES: dict[Grade, str] = {
    "A": "a background tracker or radio",
    "B": "a check-in and check-out at the place, by phone",
    "C": "a supervisor's return",
}


@dataclass(frozen=True, slots=True)
class DeliveredVisit:
    """A visit to a hot spot.

    Parameters
    ----------
    spot, partner, device
        The hot spot's id in the plan, who provided the patrol, and the device or pseudonym.
    begins, ends
        London time, aware.
    minutes, bridged_minutes
        Minutes of presence of one person, and those of them in which the device was silent.
    people
        How many walked together.
    grade
        Of the evidence: see ``GRADES``.
    """

    spot: str
    partner: str
    device: str
    begins: dt.datetime
    ends: dt.datetime
    minutes: float
    grade: Grade
    people: int = 1
    bridged_minutes: float = 0.0

    @property
    def officer_minutes(self) -> float:
        """Minutes of presence, counted for each person."""
        return self.minutes * self.people

    @property
    def has_times(self) -> bool:
        """Whether it is known when it began and ended; of returned hours only the day is."""
        return self.ends > self.begins
