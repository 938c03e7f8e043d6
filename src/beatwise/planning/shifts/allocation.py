"""From hours to shifts: which beat is walked on which day and shift, and by how many.

Hours follow risk (highest averages, Sainte-Lague), after a minimum everywhere chosen. The days of a
week stand together, so that presence comes in runs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.planning.dose import Dose
from beatwise.planning.plan import ShiftOfDay
from beatwise.planning.shifts.capacity import Capacity
from beatwise.planning.team.clock_changes import duration
from beatwise.planning.team.team import Event, ShiftKind, Team
from beatwise.planning.windows import Window, weight
from beatwise.plurals import counted


OVER_FAIR = 0.1  # how far above its share by risk a beat may go to complete a run of days


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """So many walkers (or pairs) on a beat for a shift of a day."""

    day: dt.date
    beat: str
    shift: str
    parties: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The shifts to plan, and in sentences what could not be placed."""

    needs: tuple[Need, ...]
    unmet: tuple[str, ...]


def allocate(
    team: Team,
    risk: Mapping[str, float],
    days: Sequence[dt.date],
    hours: float,
    dose: Dose,
    windows: tuple[Window, ...],
    seed: int,
) -> Allocation:
    """Share ``hours`` person-hours among the beats in ``risk`` over ``days``.

    Events come first, then the least days a week of every beat (riskiest first), then risk decides.
    Nobody is counted on more shifts than contracts, leave and beats allow.
    """
    rooms = Capacity(team, days)
    book = _Book(team, rooms, tuple(days), windows, np.random.default_rng(seed), hours)
    for event in team.events:
        if event.day in rooms.week_of:
            book.attend(event)
    weeks = rooms.weeks
    for beat in sorted(risk, key=lambda b: (-risk[b], b)):
        for number, week in enumerate(weeks):
            days_wanted = round(dose.days_a_week * len(week) / 7)
            book.together(beat, number, days_wanted - book.worked_days(beat, number))
    book.by_risk(risk, dose)
    short = hours - book.spent
    unmet = list(book.unmet)
    if short >= book.smallest:
        unmet.insert(0, _explain(team, rooms, hours, short, dose, risk))
    return Allocation(tuple(sorted(book.needs())), tuple(unmet))


class _Book:
    """Keeps what was placed: parties by (day, beat, shift), hours spent, people left."""

    def __init__(
        self,
        team: Team,
        rooms: Capacity,
        days: tuple[dt.date, ...],
        windows: tuple[Window, ...],
        draw: np.random.Generator,
        hours: float,
    ):
        self.team, self.rooms, self.days = team, rooms, days
        self.windows, self.draw, self.hours = windows, draw, hours
        self.placed: Counter[ShiftOfDay] = Counter()
        self.kinds: Counter[tuple[str, str]] = Counter()
        self.spent = 0.0
        lengths = [duration(d, k.begins, k.ends) for d in days for k in self._kinds(d)]
        usual = min(kind.hours for kind in team.shifts)
        self._smallest = (min(lengths) / 3600 if lengths else usual) * team.party
        self.unmet: list[str] = []

    @property
    def smallest(self) -> float:
        """Person-hours, really passed, of the shortest shift that one party can walk."""
        return self._smallest

    def needs(self) -> list[Need]:
        return [Need(day, beat, shift, n) for (day, beat, shift), n in self.placed.items() if n]

    def attend(self, event: Event) -> None:
        """Put enough walkers on for a fixed event."""
        kind = next((k for k in self._kinds(event.day) if _covers(k, event)), None)
        if kind is None:
            self.unmet.append(
                f"{event.name} on {event.day:%d %B %Y} lies inside no shift of that day."
            )
            return
        for _ in range(math.ceil(event.people / self.team.party)):
            if not self.place(event.day, event.beat, kind):
                self.unmet.append(
                    f"{event.name} on {event.day:%d %B %Y} asks for {event.people} people; "
                    f"too few who know {event.beat} are free."
                )
                return

    def together(self, beat: str, week: int, count: int) -> int:
        """Place up to ``count`` days of a beat side by side in a week; return how many."""
        days = self.rooms.weeks[week]
        done = 0
        for first in self._starts(beat, days, min(count, len(days))):
            run = [*days[first:], *reversed(days[:first])]
            for day in run:
                if done >= count:
                    return done
                if not self._on(beat, day):
                    done += self._place_any(beat, day)
            if done >= count:
                break
        return done

    def by_risk(self, risk: Mapping[str, float], dose: Dose) -> None:
        """Hand out what is left, a run at a time, to the beat with most risk for its hours."""
        turns = Counter(beat for _, beat, _ in self.placed.elements())
        open_beats = {beat for beat in risk if risk[beat] > 0}
        while open_beats and self.hours - self.spent >= self.smallest:
            beat = max(sorted(open_beats), key=lambda b: risk[b] / (2 * turns[b] + 1))
            fair = math.floor(risk[beat] / sum(risk.values()) * self.hours / self.smallest + 0.5)
            most = math.floor(fair * (1 + OVER_FAIR)) - turns[beat]
            days_placed = self._extend(beat, dose.run_days, max(1, most))
            turns[beat] += days_placed
            if not days_placed:
                open_beats.discard(beat)

    def _extend(self, beat: str, run: int, most: int) -> int:
        """Fill the week in which the beat is walked least up to a run, or add a day to it.

        At most ``most`` days, so that hours still follow risk. Where every day of every week is
        walked, more walkers a day.
        """
        count = len(self.rooms.weeks)
        weeks = sorted(range(count), key=lambda w: (self._load(beat, w), self.draw.random()))
        for week in weeks:
            worked = self.worked_days(beat, week)
            if worked < len(self.rooms.weeks[week]):
                days_placed = self.together(beat, week, min(most, max(1, run - worked)))
                if days_placed:
                    return days_placed
        for week in weeks:
            for day in sorted(self.rooms.weeks[week], key=lambda d: (self._on(beat, d), d)):
                if self._place_any(beat, day):
                    return 1
        return 0

    def place(self, day: dt.date, beat: str, kind: ShiftKind) -> bool:
        """Place one party if hours and people allow."""
        cost = duration(day, kind.begins, kind.ends) / 3600 * self.team.party
        if self.spent + cost > self.hours + 1e-9 or not self.rooms.take(day, beat, self.team.party):
            return False
        self.placed[ShiftOfDay(day, beat, kind.name)] += 1
        self.kinds[beat, kind.name] += 1
        self.spent += cost
        return True

    def worked_days(self, beat: str, week: int) -> int:
        return sum(self._on(beat, day) > 0 for day in self.rooms.weeks[week])

    def _place_any(self, beat: str, day: dt.date) -> int:
        def due(kind: ShiftKind) -> float:
            worth = weight(self.windows, "", day, kind.begins, kind.ends)
            return worth / (2 * self.kinds[beat, kind.name] + 1)

        for kind in sorted(self._kinds(day), key=due, reverse=True):
            if self.place(day, beat, kind):
                return 1
        return 0

    def _kinds(self, day: dt.date) -> list[ShiftKind]:
        return [kind for kind in self.team.shifts if day.weekday() in kind.days]

    def _on(self, beat: str, day: dt.date) -> int:
        return sum(self.placed[ShiftOfDay(day, beat, kind.name)] for kind in self.team.shifts)

    def _load(self, beat: str, week: int) -> float:
        days = self.rooms.weeks[week]
        return sum(self._on(beat, day) for day in days) / len(days)

    def _starts(self, beat: str, days: Sequence[dt.date], count: int) -> list[int]:
        """Return days to start a run from: beside days walked, else drawn by their worth."""
        walked = [i for i, day in enumerate(days) if self._on(beat, day)]
        if walked:
            beside = [i for i in (walked[-1] + 1, walked[0] - 1) if 0 <= i < len(days)]
            return beside or [0]
        last = max(1, len(days) - count + 1)
        worth = np.array([
            sum(weight(self.windows, "", d, 8, 20) for d in days[i : i + max(count, 1)])
            for i in range(last)
        ])  # fmt: skip
        return [int(self.draw.choice(last, p=worth / worth.sum())), 0]


def _covers(kind: ShiftKind, event: Event) -> bool:
    return kind.begins <= event.begins and event.ends <= kind.ends


def _explain(
    team: Team,
    rooms: Capacity,
    hours: float,
    short: float,
    dose: Dose,
    risk: Mapping[str, float],
) -> str:
    """Return the smallest explanation of hours that could not be placed."""
    longest = max(kind.hours for kind in team.shifts)
    most = rooms.shifts_possible() * longest
    if most < hours:
        return (
            f"{hours:g} hours were asked for; "
            f"{counted(len(team.people), 'person', 'people')} with their contracts and "
            f"leave can work at most {most:g} in the period, so {short:g} are not planned."
        )
    lonely = [b for b in sorted(risk) if not any(b in p.beats for p in team.people)]
    if lonely:
        return f"Nobody in the team knows the beat {lonely[0]}; {short:g} hours are not planned."
    return (
        f"{short:g} of {hours:g} hours are not planned: the people who know the beats are already "
        "on as many shifts a week as their contracts, rest and leave allow."
    )
