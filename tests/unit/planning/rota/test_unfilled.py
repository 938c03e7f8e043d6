"""Why a place stays empty: each person has one reason, the first that applies."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.planning.worlds import RULES, person, post, rota, shifts

from beatwise.planning.rota.posts import DatedPost
from beatwise.planning.rota.problem import Duty, RotaProblem, ShiftTimes
from beatwise.planning.rota.unfilled import unfilled_posts


DAY = dt.date(2027, 4, 5)
RUN = tuple(post(day) for day in range(7))


def dated(problem: RotaProblem) -> list[DatedPost]:
    return [
        DatedPost(DAY + dt.timedelta(days=p.day), problem.shifts[p.shift].name, p.beat, p.needed,
                  p.risk, p.needs_powers, p.only_powers, p.skill, "posts.toml")
        for p in problem.posts
    ]  # fmt: skip


def why(problem: RotaProblem, duties: list[Duty], index: int) -> str:
    [words] = [
        short.why
        for short in unfilled_posts(problem, dated(problem), duties)
        if short.day == DAY + dt.timedelta(days=problem.posts[index].day)
        and short.shift == problem.shifts[problem.posts[index].shift].name
    ]
    return words


def test_a_full_post_is_not_listed() -> None:
    """Only posts with empty places are listed, with their day, shift, beat and number."""
    problem = rota((person("a"), person("b")), (post(0), post(1, needed=3)))
    [short] = unfilled_posts(problem, dated(problem), [Duty(0, 0), Duty(1, 1)])
    assert (short.day, short.shift, short.beat, short.short) == (
        dt.date(2027, 4, 6), "Early", "A", 2
    )  # fmt: skip


def test_reasons_are_counted_and_who_is_there_has_none() -> None:
    """Of three people one is there, one is away and one does not know the beat."""
    people = (person("a"), person("b", away=frozenset({0})),
              person("c", beats=frozenset("B"), home_beat="B"))  # fmt: skip
    problem = rota(people, (post(0, needed=2),))
    words = "Of 3 people 1 do not know the beat, 1 are away."
    assert why(problem, [Duty(0, 0)], 0) == words


@pytest.mark.parametrize(
    ("who", "posts", "worked", "words"),
    [
        ({}, (post(0),), (), "could work it, at the price of another post"),
        ({}, (post(0, only_powers=True),), (), "have no powers"),
        ({}, (post(0, skill="bicycle"),), (), "lack the skill"),
        ({}, (post(0), post(0, 1)), (1,), "already work that day"),
        ({}, (post(1), post(0, 1)), (1,), "would have too little rest between shifts"),
        ({"most_shifts": 1}, (post(0), post(3)), (1,), "have worked all the shifts of their week"),
        ({"rules": replace(RULES, most_shifts=7), "most_shifts": 7}, RUN, (1, 2, 3, 4, 5),
         "would lose their days off together"),
        ({"rules": replace(RULES, days_off_together=0, most_days_between_days_off=2)}, RUN, (1, 2),
         "would work too many days in a row"),
    ],
)  # fmt: skip
def test_each_reason(
    who: dict[str, object], posts: tuple, worked: tuple[int, ...], words: str
) -> None:
    """One person and one empty post: the reason is the one rule that forbids it."""
    problem = rota((person("a", **who),), posts)
    assert why(problem, [Duty(0, index) for index in worked], 0) == f"Of 1 person 1 {words}."


def test_no_nights_is_a_reason() -> None:
    """Who works no nights is not sent on one."""
    night = (*shifts(), ShiftTimes("Night", 22, 30, night=True))
    rules = replace(RULES, nights=False)
    problem = replace(rota((person("a", rules=rules),), ()), shifts=night)
    problem = replace(problem, posts=(post(0, 2),))
    assert why(problem, [], 0) == "Of 1 person 1 do not work nights."
