"""What a rota is worth, and whether it keeps the rules: plain code that no solver shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import floor

from beatwise.planning.rota.problem import Duty, RotaProblem


def objective(
    problem: RotaProblem, duties: tuple[Duty, ...], before: frozenset[Duty] = frozenset()
) -> float:
    """Return the weighted total of empty places, posts without powers, beats and changes.

    ``before`` is the rota that stood, when this one re-plans it: each duty added counts a change.
    """
    w = problem.weights
    filled = Counter(duty.post for duty in duties)
    total = 0.0
    for index, post in enumerate(problem.posts):
        total += floor(w.empty_place * post.risk) * max(0, post.needed - filled[index])
        powers = any(problem.people[d.person].powers for d in duties if d.post == index)
        if post.needs_powers and post.needed and not powers:
            total += w.without_powers
    pairs = {(duty.person, problem.posts[duty.post].beat) for duty in duties}
    for person, beat in pairs:
        home = problem.people[person].home_beat == beat
        total += w.home_pair if home else w.other_pair
    if before:
        total += w.change * sum(duty not in before for duty in duties)
    return total


def broken_rules(problem: RotaProblem, duties: tuple[Duty, ...]) -> list[str]:
    """Return every broken rule in words; an empty list is a pass."""
    faults: list[str] = []
    by_person: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_person[duty.person].append(duty)
    for index, count in Counter(duty.post for duty in duties).items():
        if count > problem.posts[index].needed:
            faults.append(
                f"post {index} has {count} people for {problem.posts[index].needed} places"
            )
    for index, own in by_person.items():
        faults += _person_faults(problem, index, own)
    return faults


def _person_faults(problem: RotaProblem, index: int, own: list[Duty]) -> list[str]:
    person = problem.people[index]
    posts = [problem.posts[duty.post] for duty in own]
    faults = [
        f"{person.id} cannot work {post.beat} on day {post.day}"
        for post in posts
        if not problem.may_work(person, post)
    ]
    times = sorted([(p.day, p.shift) for p in posts] + list(person.worked_before))
    days = [day for day, _ in times]
    if len(set(days)) < len(days):
        faults.append(f"{person.id} works twice in one day")
    for first, second in pairwise(times):
        if problem.too_close(first, second, person.rules.rest_hours):
            faults.append(f"{person.id} has too little rest after day {first[0]}")
    for week in range(0, problem.days, 7):
        worked = [d for d in days if week <= d < week + 7]
        if len(worked) > min(person.most_shifts, person.rules.most_shifts):
            faults.append(f"{person.id} works {len(worked)} shifts in the week from day {week}")
        if not _rest_run(worked, week, min(7, problem.days - week), person.rules.days_off_together):
            faults.append(f"{person.id} has no {person.rules.days_off_together} days off together")
    if _longest_run(days) > person.rules.most_days_between_days_off:
        faults.append(f"{person.id} works {_longest_run(days)} days in a row")
    return faults


def _rest_run(worked: list[int], week: int, length: int, run: int) -> bool:
    if run == 0 or length < run:
        return True
    off = [week + d not in worked for d in range(length)]
    return any(all(off[d : d + run]) for d in range(length - run + 1))


def _longest_run(days: list[int]) -> int:
    best = run = 0
    last: int | None = None
    for day in sorted(set(days)):
        run = run + 1 if last is not None and day == last + 1 else 1
        best, last = max(best, run), day
    return best
