"""A rota by dates: from a team and posts to weeks to fill, and from answers to duties."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from beatwise.clock import day_words
from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.posts import DatedPost, Posts
from beatwise.planning.rota.problem import Duty, Person, Post, Rota, RotaProblem
from beatwise.planning.rota.rota_score import broken_rules
from beatwise.planning.rota.unfilled import Unfilled, unfilled_posts
from beatwise.planning.team.clock_changes import changes, clock_notes, duration, moment
from beatwise.planning.team.team import Leave, Member, Team


@dataclass(frozen=True, slots=True)
class RotaPlan:
    """A rota for some weeks.

    Parameters
    ----------
    places
        Places asked for in the period.
    publish_by
        The day by which the longest notice of any employer asks it to be published.
    objective, bound
        What it scores (lower is better) and the proven least, summed over weeks.
    faults
        Rules of rest that it breaks; only an imported roster may have any.
    """

    name: str
    provider: str
    first: dt.date
    weeks: int
    places: int
    duties: tuple[DatedDuty, ...]
    unfilled: tuple[Unfilled, ...]
    publish_by: dt.date
    objective: float
    bound: float | None
    method: str
    seed: int
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def gap(self) -> float | None:
        """(objective - bound) / objective: at most so much better can it be, week by week."""
        if self.bound is None:
            return None
        return max(0.0, (self.objective - self.bound) / self.objective) if self.objective else 0.0

    def faces(self) -> dict[str, Counter[str]]:
        """Return, for each beat, who works there and how often: fewer faces, more consistency."""
        days_worked: dict[str, Counter[str]] = defaultdict(Counter)
        for duty in self.duties:
            days_worked[duty.beat][duty.person] += 1
        return dict(days_worked)

    def on_one_beat(self) -> tuple[int, int]:
        """Return how many people work on one beat only, and how many work at all."""
        beats: dict[str, set[str]] = defaultdict(set)
        for duty in self.duties:
            beats[duty.person].add(duty.beat)
        return sum(len(b) == 1 for b in beats.values()), len(beats)


Solve = Callable[[RotaProblem, frozenset[Duty], float], Rota]


def week_problem(
    team: Team,
    posts: Posts,
    first: dt.date,
    worked: Sequence[DatedDuty],
) -> tuple[RotaProblem, list[DatedPost]]:
    """Return the seven days from ``first`` as a problem; duties worked before count for rest."""
    days = [first + dt.timedelta(days=i) for i in range(7)]
    own = [post for post in posts.posts if post.day in days]
    shift = {kind.name: i for i, kind in enumerate(posts.shifts)}
    before: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for duty in worked:
        ago = (duty.day - first).days
        if -28 <= ago < 0 and duty.shift in shift:
            before[duty.person].append((ago, shift[duty.shift]))
    people = tuple(_person(team, m, days, tuple(before[m.id])) for m in team.people)
    week_posts = tuple(
        Post(
            (post.day - first).days,
            shift[post.shift],
            post.beat,
            post.people,
            post.risk,
            post.powers,
            post.only_powers,
            post.skill,
        )
        for post in own
    )
    return RotaProblem(7, posts.shifts, people, week_posts, first=first), own


def _person(
    team: Team, member: Member, days: list[dt.date], before: tuple[tuple[int, int], ...]
) -> Person:
    return Person(
        id=member.id,
        role=member.role,
        powers=member.powers,
        beats=frozenset(member.beats),
        home_beat=member.home_beat,
        rules=team.employer(member).rules,
        most_shifts=member.most_shifts,
        away=frozenset(i for i, day in enumerate(days) if member.away(day)),
        skills=member.skills,
        worked_before=before,
    )


def fill_weeks(
    team: Team,
    posts: Posts,
    first: dt.date,
    weeks: int,
    solve: Solve,
    *,
    seconds: float,
    standing: Sequence[DatedDuty] = (),
    only: set[int] | None = None,
    seed: int = 1,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> RotaPlan:
    """Fill week after week, each knowing the ones before it.

    ``standing`` is a rota that stood: changing it costs. ``only`` limits the work to some weeks;
    the others stay as they stand.
    """
    duties: list[DatedDuty] = []
    unfilled: list[Unfilled] = []
    objective, bound, methods, places = 0.0, 0.0, [], 0
    every_bound = True
    weeks_to_fill = set(range(weeks)) if only is None else only
    for week in range(weeks):
        begins = first + dt.timedelta(days=7 * week)
        problem, own = week_problem(team, posts, begins, duties)
        places += sum(post.people for post in own)
        workable = _standing(problem, own, team, standing)
        if week in weeks_to_fill and own:
            progress(week, weeks, f"week of {begins:%-d %B}")
            rota = solve(problem, workable, seconds / len(weeks_to_fill))
            objective += rota.objective
            every_bound = every_bound and rota.bound is not None
            bound += max(0.0, rota.bound or 0.0)
            methods.append(rota.method)
            week_duties = rota.duties
        else:
            week_duties = tuple(sorted(workable, key=lambda d: (d.post, d.person)))
        duties += [_dated(problem, own, duty, posts) for duty in week_duties]
        unfilled += unfilled_posts(problem, own, week_duties)
    return RotaPlan(
        name=posts.name,
        provider=team.provider,
        first=first,
        weeks=weeks,
        places=places,
        duties=tuple(sorted(duties)),
        unfilled=tuple(unfilled),
        publish_by=publish_by(team, first),
        objective=objective,
        bound=bound if every_bound and methods else None,
        method=", ".join(sorted(set(methods))) or "as it stood",
        seed=seed,
        faults=tuple(check(team, posts, first, weeks, duties)),
        notes=clock_notes_of(team, posts, first, weeks),
    )


def clock_notes_of(team: Team, posts: Posts, first: dt.date, weeks: int) -> tuple[str, ...]:
    """Say which rule of clocks the rota follows, and which of its shifts are longer or shorter."""
    last = first + dt.timedelta(days=7 * weeks - 1)
    kinds = {kind.name: kind for kind in posts.shifts}
    on = sorted({(post.day, post.shift) for post in posts.posts if first <= post.day <= last})
    unlike = [
        f"{shift} on {day_words(day)} lasts "
        f"{duration(day, kind.begins, kind.ends) / 3600:g} hours, "
        f"not {kind.hours:g}: the clocks change in it."
        for day, shift in on
        if changes(day, (kind := kinds[shift]).begins, kind.ends)
    ]
    return (*clock_notes(first, last, elapsed=team.elapsed), *unlike)


def publish_by(team: Team, first: dt.date) -> dt.date:
    """Return the day by which people must have been told."""
    notice = max((team.employer(member).notice_days for member in team.people), default=0)
    return first - dt.timedelta(days=notice)


def check(
    team: Team, posts: Posts, first: dt.date, weeks: int, duties: Sequence[DatedDuty]
) -> list[str]:
    """Return every rule that the duties break, week by week, by the plain checker."""
    faults = []
    for week in range(weeks):
        begins = first + dt.timedelta(days=7 * week)
        problem, own = week_problem(team, posts, begins, duties)
        week_duties = tuple(indexed(problem, own, team, duties))
        problem = _with_others(problem, own, team, posts, begins, duties)
        faults += [f"week of {begins}: {fault}" for fault in broken_rules(problem, week_duties)]
    return faults


def _with_others(
    problem: RotaProblem,
    own: list[DatedPost],
    team: Team,
    posts: Posts,
    first: dt.date,
    duties: Sequence[DatedDuty],
) -> RotaProblem:
    """Count duties of the week that are on no post for rest, as those of the weeks before are."""
    shift = {kind.name: i for i, kind in enumerate(posts.shifts)}
    on_post = {(post.day, post.shift, post.beat) for post in own}
    extra: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for duty in duties:
        day = (duty.day - first).days
        if (
            0 <= day < 7
            and duty.shift in shift
            and (duty.day, duty.shift, duty.beat) not in on_post
        ):
            extra[duty.person].append((day, shift[duty.shift]))
    people = tuple(
        replace(p, worked_before=(*p.worked_before, *extra[p.id])) if extra[p.id] else p
        for p in problem.people
    )
    return replace(problem, people=people)


def _standing(
    problem: RotaProblem, own: list[DatedPost], team: Team, standing: Sequence[DatedDuty]
) -> frozenset[Duty]:
    """Return the duties that stood and can still be worked."""
    return frozenset(
        duty
        for duty in indexed(problem, own, team, standing)
        if problem.may_work(problem.people[duty.person], problem.posts[duty.post])
    )


def indexed(
    problem: RotaProblem, own: list[DatedPost], team: Team, duties: Sequence[DatedDuty]
) -> list[Duty]:
    """Return the duties that are on a post of this week, by index into the problem."""
    person = {member.id: i for i, member in enumerate(team.people)}
    post: dict[tuple[dt.date, str, str], list[int]] = defaultdict(list)
    for index, dated in enumerate(own):
        post[dated.day, dated.shift, dated.beat].append(index)
    left = [p.needed for p in problem.posts]
    on_posts = []
    for duty in sorted(duties):
        places = post.get((duty.day, duty.shift, duty.beat), [])
        if duty.person not in person or not places:
            continue
        who = problem.people[person[duty.person]]
        fit = [i for i in places if left[i] > 0 and problem.may_work(who, problem.posts[i])]
        index = (fit or places)[0]
        left[index] -= 1
        on_posts.append(Duty(person[duty.person], index))
    return on_posts


def _dated(problem: RotaProblem, own: list[DatedPost], duty: Duty, posts: Posts) -> DatedDuty:
    post = own[duty.post]
    kind = next(kind for kind in posts.shifts if kind.name == post.shift)
    return DatedDuty(
        post.day,
        post.shift,
        post.beat,
        problem.people[duty.person].id,
        moment(post.day, kind.begins),
        moment(post.day, kind.ends),
    )


def with_absences(team: Team, away: Mapping[str, Sequence[Leave]]) -> Team:
    """Return the team with more leave: ``away`` gives each person's further leave."""
    people = tuple(replace(p, leave=p.leave + tuple(away.get(p.id, ()))) for p in team.people)
    return replace(team, people=people)
