"""Why a place on a rota stays empty, in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.planning.rota.posts import DatedPost
from beatwise.planning.rota.problem import Duty, RotaProblem
from beatwise.planning.rota.rota_score import broken_rules
from beatwise.plurals import counted


_WORDS = {
    "beat": "do not know the beat",
    "leave": "are away",
    "powers": "have no powers",
    "night": "do not work nights",
    "skill": "lack the skill",
    "same day": "already work that day",
    "rest": "would have too little rest between shifts",
    "shifts": "have worked all the shifts of their week",
    "days off": "would lose their days off together",
    "run": "would work too many days in a row",
    "free": "could work it, at the price of another post",
}


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A post with empty places, and why nobody could be found, in words."""

    day: dt.date
    shift: str
    beat: str
    short: int
    why: str


def unfilled_posts(
    problem: RotaProblem, own: Sequence[DatedPost], duties: Sequence[Duty]
) -> list[Unfilled]:
    """Return each post that is short: the post, by how many, and why."""
    people_on = Counter(duty.post for duty in duties)
    short_posts = []
    for index, place in enumerate(problem.posts):
        short = place.needed - people_on[index]
        if short > 0:
            post = own[index]
            why = _why(problem, index, duties)
            short_posts.append(Unfilled(post.day, post.shift, post.beat, short, why))
    return short_posts


def _why(problem: RotaProblem, index: int, duties: Sequence[Duty]) -> str:
    reasons = Counter(
        reason
        for person in range(len(problem.people))
        if (reason := _reason(problem, person, index, duties)) != "here"
    )
    counts = [f"{reasons[key]} {_WORDS[key]}" for key in _WORDS if reasons[key]]
    return f"Of {counted(len(problem.people), 'person', 'people')} " + ", ".join(counts) + "."


def _reason(problem: RotaProblem, person: int, index: int, duties: Sequence[Duty]) -> str:
    who, post = problem.people[person], problem.posts[index]
    if Duty(person, index) in duties:
        return "here"
    if post.beat not in who.beats:
        return "beat"
    if post.day in who.away:
        return "leave"
    if post.only_powers and not who.powers:
        return "powers"
    if problem.shifts[post.shift].night and not who.rules.nights:
        return "night"
    if not problem.may_work(who, post):
        return "skill"
    own = tuple(duty for duty in duties if duty.person == person)
    if any(problem.posts[duty.post].day == post.day for duty in own):
        return "same day"
    broken = " ".join(broken_rules(problem, (*own, Duty(person, index))))
    for words, reason in (
        ("too little rest", "rest"),
        ("shifts in the week", "shifts"),
        ("days off together", "days off"),
        ("days in a row", "run"),
    ):
        if words in broken:
            return reason
    return "free"
