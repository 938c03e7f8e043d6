"""Clocks are data: what is counted, from which event, with which pauses, and on whose authority.

"28 days" is at least three clocks. So a clock says its unit (calendar or working days), the event
it starts from, the states it stands still in, and whether its target is statute or a standard of
one's own; every number that was measured by it names it. The day of the event is day zero; a day
on which the clock stands still is not counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from beatwise.accountability.timing.bank_holidays import is_working
from beatwise.errors import BadInput


CALENDAR, WORKING = "calendar", "working"
AUTHORITIES = ("statutory", "guidance", "contract", "own")
_LONGEST = 4000
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock.

    Parameters
    ----------
    name
        What is timed, in words: "Review completed".
    days, unit
        The target: so many ``calendar`` or ``working`` days.
    starts
        The event it starts from, in words.
    authority, source
        ``statutory``, ``guidance``, ``contract`` or ``own``, and where that is written.
    stops, pauses
        States in which it stops, and states in which it stands still.
    remind
        How many calendar days before the deadline somebody is reminded.
    """

    name: str
    days: int
    unit: str
    starts: str
    authority: str
    source: str = ""
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    remind: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _check(self.unit, self.name)
        if self.authority not in AUTHORITIES:
            raise BadInput(
                f"'{self.authority}' is not an authority.",
                place=self.name,
                next_step=f"Use one of: {', '.join(AUTHORITIES)}.",
            )
        if not 0 <= self.days <= _LONGEST:
            raise BadInput(f"{self.days} days are out of range.", place=self.name)

    @property
    def words(self) -> str:
        """The clock in words, to print beside every number measured by it."""
        return f"{self.days} {self.unit} days from {self.starts} ({self.authority} standard)"


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still after ``since`` to the end of ``until``; ``None`` while it lasts."""

    since: dt.date
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise BadInput(f"the pause from {self.since} ends before it begins.")

    def holds(self, day: dt.date) -> bool:
        """Whether the clock stands still on a day."""
        return self.since < day and (self.until is None or day <= self.until)


class Face(Enum):
    """What a clock shows."""

    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows on a day.

    Parameters
    ----------
    face
        Running, paused, overdue, met or missed.
    used
        Days counted so far, or until it stopped.
    due
        The last day in time, pauses counted: of a clock that stopped those up to that day. ``None``
        where a pause without an end began before it.
    """

    face: Face
    used: int
    due: dt.date | None

    def remind(self, clock: Clock, today: dt.date) -> bool:
        """Whether somebody is to be reminded today."""
        if self.face is not Face.RUNNING or self.due is None:
            return False
        return (self.due - today).days in clock.remind


def due(
    start: dt.date,
    days: int,
    unit: str,
    pauses: Sequence[Pause] = (),
    *,
    holidays: Collection[dt.date] | None = None,
) -> dt.date | None:
    """Return the last day on which a thing is in time, or ``None`` while the clock is paused.

    A pause without an end that begins after that day does not undo it: what was late stays so.
    ``holidays`` replaces the bank holidays of England and Wales. Raises ``BadInput`` for a unit
    that is neither ``calendar`` nor ``working``.
    """
    _check(unit)
    still_from = min((pause.since for pause in pauses if pause.until is None), default=None)
    day, left = start, days
    while left > 0:
        if still_from is not None and day >= still_from:
            return None
        day += _DAY
        left -= _counts(day, unit, pauses, holidays)
    return day


def counted(
    start: dt.date,
    end: dt.date,
    unit: str,
    pauses: Sequence[Pause] = (),
    *,
    holidays: Collection[dt.date] | None = None,
) -> int:
    """Return how many days a clock counted from the event to ``end``, that day included."""
    days = (start + n * _DAY for n in range(1, (end - start).days + 1))
    return sum(_counts(day, unit, pauses, holidays) for day in days)


def read(
    clock: Clock,
    start: dt.date,
    today: dt.date,
    *,
    stopped: dt.date | None = None,
    pauses: Sequence[Pause] = (),
    holidays: Collection[dt.date] | None = None,
) -> Reading:
    """Read a clock on a day; ``stopped`` is the day on which the thing was done."""
    days_used = counted(start, stopped or today, clock.unit, pauses, holidays=holidays)
    if stopped is not None:
        pauses_until_then = [
            Pause(p.since, min(p.until or stopped, stopped)) for p in pauses if p.since <= stopped
        ]
        by = due(start, clock.days, clock.unit, pauses_until_then, holidays=holidays)
        in_time = by is not None and stopped <= by
        return Reading(Face.MET if in_time else Face.MISSED, days_used, by)
    by = due(start, clock.days, clock.unit, pauses, holidays=holidays)
    if by is not None and today > by:
        return Reading(Face.OVERDUE, days_used, by)
    stands_still = any(pause.holds(today) or pause.until is None for pause in pauses)
    return Reading(Face.PAUSED if stands_still else Face.RUNNING, days_used, by)


def _check(unit: str, place: str | None = None) -> None:
    if unit not in (CALENDAR, WORKING):
        raise BadInput(
            f"'{unit}' days are not counted.", place=place, next_step="Use calendar or working."
        )


def _counts(
    day: dt.date, unit: str, pauses: Sequence[Pause], holidays: Collection[dt.date] | None
) -> bool:
    if any(pause.holds(day) for pause in pauses):
        return False
    return unit == CALENDAR or is_working(day, holidays)
