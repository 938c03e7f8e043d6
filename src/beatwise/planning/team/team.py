"""A team: who can walk, for whom, from where, on which shifts, under which rules of rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from beatwise.planning.plan import Base
from beatwise.planning.team.rest_rules import RestRules
from beatwise.planning.windows import Window


@dataclass(frozen=True, slots=True)
class Employer:
    """Who employs people, and the rules of rest that they promise."""

    id: str
    name: str
    rules: RestRules
    pay_hour: float | None = None
    notice_days: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody is away, first and last included, and why."""

    first: dt.date
    last: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person, by collar number or pseudonym; never a name."""

    id: str
    employer: str
    role: str
    powers: bool
    skills: frozenset[str]
    beats: tuple[str, ...]
    home_beat: str | None
    most_shifts: int
    leave: tuple[Leave, ...] = ()

    def away(self, day: dt.date) -> bool:
        """Say whether this person is away on a day."""
        return any(leave.first <= day <= leave.last for leave in self.leave)


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """A shift by the clock; ``ends`` is above 24 when it runs past midnight."""

    name: str
    begins: float
    ends: float
    days: tuple[int, ...]
    night: bool = False

    @property
    def hours(self) -> float:
        """Its length in clock hours."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Event:
    """Something that must be attended: a fixed appointment of so many people at a place."""

    name: str
    day: dt.date
    begins: float
    ends: float
    beat: str
    easting: float
    northing: float
    people: int


@dataclass(frozen=True, slots=True)
class Team:
    """Everything ``team.toml`` says.

    Parameters
    ----------
    provider
        Who owns the plan.
    party
        How many walk together: 1, or 2 for pairs.
    break_minutes
        Refreshment in a shift of six hours or more.
    elapsed
        Whether a shift in which the clocks change is planned by its real hours, not refused.
    powers_each
        Whether a post asks for at least one person with powers.
    """

    name: str
    provider: str
    employers: tuple[Employer, ...]
    bases: tuple[Base, ...]
    shifts: tuple[ShiftKind, ...]
    people: tuple[Member, ...]
    events: tuple[Event, ...] = ()
    windows: tuple[Window, ...] = ()
    party: int = 1
    break_minutes: int = 45
    elapsed: bool = False
    powers_each: bool = False
    assigned: dict[str, str] = field(default_factory=dict)
    place: str = "team"

    def employer(self, member: Member) -> Employer:
        """Return whom someone works for."""
        return next(e for e in self.employers if e.id == member.employer)
