"""How many people are left to place: by day, beat and week, from contracts and leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from beatwise.planning.team.team import Member, Team


class Capacity:
    """People left on each day and for each beat, and shifts left in each week.

    A bound, not a rota: it never takes more than contracts, leave and known beats allow, but rest
    between shifts is the rota's to keep. Weeks are runs of seven days from the first day.
    """

    def __init__(self, team: Team, days: Sequence[dt.date]):
        self.weeks = [list(days[i : i + 7]) for i in range(0, len(days), 7)]
        self.week_of = {day: i for i, week in enumerate(self.weeks) for day in week}
        rules = {employer.id: employer.rules for employer in team.employers}
        most = {p.id: min(p.most_shifts, rules[p.employer].most_shifts) for p in team.people}
        self._people_placed = 0
        self._day: Counter[dt.date] = Counter()
        self._beat_day: Counter[tuple[dt.date, str]] = Counter()
        self._week: Counter[int] = Counter()
        self._beat_week: Counter[tuple[int, str]] = Counter()
        for person in team.people:
            for number, week in enumerate(self.weeks):
                free = [day for day in week if not person.away(day)]
                self._count(person, number, free, min(most[person.id], len(free)))

    def _count(self, person: Member, week: int, free: list[dt.date], shifts: int) -> None:
        for day in free:
            self._day[day] += 1
            for beat in person.beats:
                self._beat_day[day, beat] += 1
        self._week[week] += shifts
        for beat in person.beats:
            self._beat_week[week, beat] += shifts

    def shifts_possible(self) -> int:
        """Return the person-shifts that are left in all weeks."""
        return sum(self._week.values()) + self._people_placed

    def take(self, day: dt.date, beat: str, people: int) -> bool:
        """Take so many people on a day for a beat, or none and say no."""
        week = self.week_of[day]
        left = (
            self._day[day],
            self._beat_day[day, beat],
            self._week[week],
            self._beat_week[week, beat],
        )
        if min(left) < people:
            return False
        self._day[day] -= people
        self._beat_day[day, beat] -= people
        self._week[week] -= people
        self._beat_week[week, beat] -= people
        self._people_placed = self._people_placed + people
        return True
