"""A rota to fill: people, posts on days, and the rules of rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from beatwise.errors import BadInput
from beatwise.planning.team.clock_changes import real_seconds
from beatwise.planning.team.rest_rules import RestRules


@dataclass(frozen=True, slots=True)
class ShiftTimes:
    """A kind of shift: hours of the clock, the end above 24 when it runs past midnight."""

    name: str
    begins: float
    ends: float
    night: bool = False

    @property
    def hours(self) -> float:
        """Its length."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can be rostered; identified by a pseudonym or collar number, never a name."""

    id: str
    role: str
    powers: bool
    beats: frozenset[str]
    home_beat: str | None
    rules: RestRules
    most_shifts: int
    away: frozenset[int] = frozenset()
    skills: frozenset[str] = frozenset()
    worked_before: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """Places to fill: so many people on a beat for a shift of a day.

    ``risk`` weighs an empty place; ``needs_powers`` asks for at least one person with powers and
    ``only_powers`` for nobody without.
    """

    day: int
    shift: int
    beat: str
    needed: int
    risk: float = 1.0
    needs_powers: bool = True
    only_powers: bool = False
    skill: str | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What the objective counts; lower totals are better."""

    empty_place: float = 100
    without_powers: float = 60
    home_pair: float = 4
    other_pair: float = 12
    change: float = 8


@dataclass(frozen=True, slots=True)
class RotaProblem:
    """People, posts and shifts over ``days`` days, day 0 first.

    ``first`` is the date of day 0; with it rest is counted in hours really passed, without it (a
    week of no date) by the clock.
    """

    days: int
    shifts: tuple[ShiftTimes, ...]
    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    weights: Weights = field(default_factory=Weights)
    first: dt.date | None = None

    def __post_init__(self) -> None:
        names = [person.id for person in self.people]
        for name in names:
            if names.count(name) > 1:
                raise BadInput(f"the person {name} is listed twice.", place="team")
        known = {beat for person in self.people for beat in person.beats}
        for post in self.posts:
            if not 0 <= post.day < self.days or not 0 <= post.shift < len(self.shifts):
                raise BadInput(f"a post on beat {post.beat} lies outside the rota.", place="posts")
            if post.beat not in known:
                raise BadInput(
                    f"nobody knows the beat {post.beat}.",
                    place="posts",
                    next_step="Add the beat to someone's list of beats, or correct its name.",
                )

    def may_work(self, person: Person, post: Post) -> bool:
        """Say whether this person alone could ever fill this post (rest and others aside)."""
        return (
            post.day not in person.away
            and post.beat in person.beats
            and (person.powers or not post.only_powers)
            and (person.rules.nights or not self.shifts[post.shift].night)
            and (post.skill is None or post.skill in person.skills)
        )

    def too_close(self, first: tuple[int, int], second: tuple[int, int], rest: float) -> bool:
        """Say whether two (day, shift) duties leave less than ``rest`` hours between them."""
        (day_a, shift_a), (day_b, shift_b) = sorted((first, second))
        gap = self._at(day_b, self.shifts[shift_b].begins) - self._at(
            day_a, self.shifts[shift_a].ends
        )
        return gap < round(rest * 3600)

    def _at(self, day: int, hours: float) -> int:
        """Return hours of a day in seconds, without clock changes where the date is known."""
        if self.first is None:
            return round((day * 24 + hours) * 3600)
        return real_seconds(self.first + dt.timedelta(days=day), hours)


@dataclass(frozen=True, slots=True)
class Duty:
    """One person on one post (by index into the problem's people and posts)."""

    person: int
    post: int


@dataclass(frozen=True, slots=True)
class Rota:
    """A filled rota with what it cost and how good it can at best be.

    ``bound`` is a proven lower limit of the objective, None where the method gives none.
    """

    duties: tuple[Duty, ...]
    objective: float
    bound: float | None
    method: str
    seconds: float

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective: at most so much better can any rota be."""
        if self.bound is None or self.objective == 0:
            return None
        return max(0.0, (self.objective - self.bound) / self.objective)
