"""A first rota by plain rules: hardest places first, each to whom it costs least to send."""

from __future__ import annotations

from collections import Counter

from beatwise.planning.rota.problem import Duty, RotaProblem
from beatwise.planning.rota.rota_score import broken_rules


def start(problem: RotaProblem, before: frozenset[Duty] = frozenset()) -> tuple[Duty, ...]:
    """Return a rota that keeps every rule, not a good one: something to begin with.

    Duties in ``before`` that keep the rules stay.
    """
    own: dict[int, tuple[Duty, ...]] = {p: () for p in range(len(problem.people))}
    filled: Counter[int] = Counter()
    for duty in sorted(before, key=lambda d: (d.post, d.person)):
        _put(problem, own, filled, duty)
    for index in sorted(range(len(problem.posts)), key=lambda q: _hardest(problem, q)):
        while filled[index] < problem.posts[index].needed:
            if not any(
                _put(problem, own, filled, Duty(person, index))
                for person in _cheapest(problem, own, filled, index)
            ):
                break
    return tuple(duty for duties in own.values() for duty in duties)


def _put(
    problem: RotaProblem, own: dict[int, tuple[Duty, ...]], filled: Counter[int], duty: Duty
) -> bool:
    theirs = (*own[duty.person], duty)
    full = filled[duty.post] >= problem.posts[duty.post].needed
    if full or duty in own[duty.person] or broken_rules(problem, theirs):
        return False
    own[duty.person] = theirs
    filled[duty.post] += 1
    return True


def _hardest(problem: RotaProblem, index: int) -> tuple[float, ...]:
    post = problem.posts[index]
    able = sum(problem.may_work(person, post) for person in problem.people)
    return (able / max(post.needed, 1), -post.risk, post.day, post.shift)


def _cheapest(
    problem: RotaProblem, own: dict[int, tuple[Duty, ...]], filled: Counter[int], index: int
) -> list[int]:
    """Return who may take a place, best first: on the beat, at home, powers spared."""
    post = problem.posts[index]
    powers = any(
        problem.people[p].powers
        for p, duties in own.items()
        if any(d.post == index for d in duties)
    )

    def cost(p: int) -> tuple[float, ...]:
        person = problem.people[p]
        beats = {problem.posts[duty.post].beat for duty in own[p]}
        lacking = post.needs_powers and not powers
        new = 0.0 if post.beat in beats else 4.0 if post.beat == person.home_beat else 12.0
        wasted = 6.0 if person.powers and not (lacking or post.only_powers) else 0.0
        missing = 60.0 if lacking and not person.powers else 0.0
        return (missing + new + wasted + (8.0 if beats and post.beat not in beats else 0.0), p)

    able = [p for p, person in enumerate(problem.people) if problem.may_work(person, post)]
    return sorted(able, key=cost)
