"""A rota after absences: refilled with the fewest changes, and what changed in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from beatwise.clock import day_words
from beatwise.planning.dates import day_range
from beatwise.planning.plan import ShiftOfDay
from beatwise.planning.rota.absence import Absence, as_leave
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.posts import Posts
from beatwise.planning.rota.rota_plan import RotaPlan, Solve, fill_weeks, with_absences
from beatwise.planning.team.team import Team


@dataclass(frozen=True, slots=True)
class RotaChange:
    """What absences changed.

    ``removed`` are the duties of people away, ``moved`` duties taken from others, ``added`` new
    ones. ``short`` counts people lost in the end by (day, beat, shift); ``hours`` by reason code.
    ``everyone`` had a duty before or has one now.
    """

    removed: tuple[DatedDuty, ...] = ()
    moved: tuple[DatedDuty, ...] = ()
    added: tuple[DatedDuty, ...] = ()
    unmet: tuple[str, ...] = ()
    short: Counter[ShiftOfDay] = field(default_factory=Counter)
    hours: Counter[str] = field(default_factory=Counter)
    everyone: frozenset[str] = frozenset()

    @property
    def affected(self) -> tuple[str, ...]:
        """People who are not away and whose duties changed."""
        return tuple(sorted({duty.person for duty in (*self.moved, *self.added)}))


def change_rota(
    old: RotaPlan,
    team: Team,
    posts: Posts,
    absences: Sequence[Absence],
    earlier: Sequence[Absence],
    solve: Solve,
    *,
    seconds: float,
    seed: int,
) -> tuple[RotaPlan, RotaChange]:
    """Return the rota without those away, refilled week by week, and the change.

    ``earlier`` absences stay absences. Only weeks that lose a duty are worked on.
    """
    left = with_absences(team, as_leave((*earlier, *absences)))
    members = {member.id: member for member in left.people}
    removed = [duty for duty in old.duties if members[duty.person].away(duty.day)]
    weeks = {(duty.day - old.first).days // 7 for duty in removed}
    new = old
    if weeks:
        standing = [duty for duty in old.duties if duty not in removed]
        new = fill_weeks(
            left, posts, old.first, old.weeks, solve,
            seconds=seconds, standing=standing, only=weeks, seed=seed,
        )  # fmt: skip
        new = replace(new, name=old.name)
    return new, _compared(old, new, removed, absences)


def _compared(
    old: RotaPlan, new: RotaPlan, removed: list[DatedDuty], absences: Sequence[Absence]
) -> RotaChange:
    was, now = {d.key: d for d in old.duties}, {d.key: d for d in new.duties}
    dropped = {duty.key for duty in removed}
    moved = tuple(d for key, d in was.items() if key not in now and key not in dropped)
    added = tuple(d for key, d in now.items() if key not in was)
    reasons = {absence.person: absence.reason for absence in absences if absence.person}
    hours: Counter[str] = Counter()
    for duty in removed:
        length = duty.ends.timestamp() - duty.begins.timestamp()
        hours[reasons.get(duty.person, "other")] += round(length / 3600)
    short: Counter[ShiftOfDay] = Counter(_shift(duty) for duty in (*removed, *moved))
    short.subtract(_shift(duty) for duty in added)
    unmet = tuple(
        f"{u.beat}, {u.shift}, {day_words(u.day)}: {u.short} of the places are empty. {u.why}"
        for u in new.unfilled
    )
    everyone = frozenset(duty.person for duty in (*old.duties, *new.duties))
    return RotaChange(tuple(removed), moved, added, unmet, short, hours, everyone)


def _shift(duty: DatedDuty) -> ShiftOfDay:
    return ShiftOfDay(duty.day, duty.beat, duty.shift)


def lost_places(absences: Sequence[Absence], change: RotaChange) -> Counter[ShiftOfDay]:
    """Return the people each shift loses in the end, by (day, beat, shift)."""
    lost: Counter[ShiftOfDay] = Counter()
    for absence in absences:
        if absence.beat and absence.shift:
            for day in day_range(absence.first, absence.last):
                lost[ShiftOfDay(day, absence.beat, absence.shift)] += absence.people
    for key, count in change.short.items():
        lost[key] += max(0, count)
    return Counter({key: count for key, count in lost.items() if count > 0})


def hours_by_reason(absences: Sequence[Absence], change: RotaChange) -> dict[str, float]:
    """Return hours lost by reason code: rostered duties removed, and hours stated without names."""
    hours = {name: float(count) for name, count in change.hours.items()}
    for absence in absences:
        if absence.hours is not None and not absence.person:
            hours[absence.reason] = hours.get(absence.reason, 0.0) + absence.hours
    return dict(sorted(hours.items()))
