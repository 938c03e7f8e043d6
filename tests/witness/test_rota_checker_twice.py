"""Nearly right rotas: one rule broken at a time, each noticed by both checkers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from tests.witness import plain_checkers
from tests.witness.plain_checkers import rota_rules, rules_of

from beatwise.planning.rota.problem import Duty, Person, Post, RotaProblem, ShiftTimes
from beatwise.planning.rota.rota_score import broken_rules
from beatwise.planning.rota.solvers import cpsat, greedy, highs
from beatwise.planning.team.rest_rules import RestRules


RULES = RestRules("plain", 11, 2, 5, 4, nights=False)
SHIFTS = (
    ShiftTimes("Early", 8, 16),
    ShiftTimes("Late", 13, 21),  # 11 hours before the next Early
    ShiftTimes("Later", 13, 21 + 1 / 60),  # a minute less
    ShiftTimes("Night", 22, 30, night=True),
)
EARLY, LATE, LATER, NIGHT = range(4)
MARCH, OCTOBER = dt.date(2027, 3, 22), dt.date(2027, 10, 25)  # Mondays; clocks change on day 6


def person(**more: object) -> Person:
    """Someone who may work nothing but plain shifts on beat A."""
    usual: dict = {
        "id": "p", "role": "warden", "powers": False, "beats": frozenset("A"), "home_beat": "A",
        "rules": RULES, "most_shifts": 5,
    }  # fmt: skip
    return Person(**{**usual, **more})


def rota(
    days: tuple[tuple[int, int], ...],
    who: Person | None = None,
    first: dt.date | None = None,
    length: int = 7,
    **more: object,
) -> tuple[RotaProblem, tuple[Duty, ...]]:
    """Return a rota in which one person works these (day, shift) posts."""
    usual: dict = {"beat": "A", "needed": 1, "needs_powers": False}
    posts = tuple(Post(day, shift, **{**usual, **more}) for day, shift in days)
    others = (person(id="other", beats=frozenset("AB")),)
    problem = RotaProblem(length, SHIFTS, (who or person(), *others), posts, first=first)
    return problem, tuple(Duty(0, q) for q in range(len(posts)))


def early(*days: int) -> tuple[tuple[int, int], ...]:
    """Early shifts on these days."""
    return tuple((day, EARLY) for day in days)


def ruled(**more: object) -> Person:
    """Someone under other rules of rest."""
    return person(rules=replace(RULES, **more))


RIGHT = {
    "exactly eleven hours' rest": rota(((0, LATE), (1, EARLY))),
    "exactly eleven hours after a duty before": rota(
        early(0), person(worked_before=((-1, LATE),))
    ),
    "under eleven hours by the clock, but more really passed, as clocks go back": rota(
        ((5, LATER), (6, EARLY)), first=OCTOBER
    ),
    "as many shifts as the contract": rota(early(0, 1), person(most_shifts=2)),
    "as many shifts as the rules": rota(early(0, 1), ruled(most_shifts=2)),
    "exactly two days off together": rota(early(0, 1, 2, 5, 6)),
    "as many days in a row as may be": rota(early(0, 1, 2, 3)),
    "as many days in a row, counting the week before": rota(
        early(0, 1), person(worked_before=((-1, EARLY), (-2, EARLY)))
    ),
    "the day after leave": rota(early(1), person(away=frozenset({0}))),
    "a night by someone who may": rota(((0, NIGHT),), ruled(nights=True)),
    "a post for powers by someone who has them": rota(
        early(0), person(powers=True), only_powers=True
    ),
    "a skill that is there": rota(early(0), person(skills=frozenset({"bike"})), skill="bike"),
    "no days off asked for": rota(
        early(0, 2, 4, 6), ruled(days_off_together=0)
    ),
}  # fmt: skip

WRONG = {
    "rest": (
        ("a minute under eleven hours", rota(((0, LATER), (1, EARLY)))),
        (
            "a minute under eleven hours after a duty before",
            rota(early(0), person(worked_before=((-1, LATER),))),
        ),
        (
            "eleven hours by the clock, ten really passed, as clocks go forward",
            rota(((5, LATE), (6, EARLY)), first=MARCH),
        ),
        (
            "the same when the week begins on the day of the change",
            rota(early(0), person(worked_before=((-1, LATE),)), first=dt.date(2027, 3, 28)),
        ),
        ("a night and the next day", rota(((0, NIGHT), (1, EARLY)), ruled(nights=True))),
        (
            "two days later, under rules that ask for much rest",
            rota(early(0, 2), ruled(rest_hours=40.5)),
        ),
    ),
    "nights": (("a night by someone who may not", rota(((0, NIGHT),))),),
    "contract": (("a shift over the contract", rota(early(0, 1, 3), person(most_shifts=2))),),
    "most shifts": (("a shift over the rules", rota(early(0, 1, 3), ruled(most_shifts=2))),),
    "days off": (
        ("one day off at a time", rota(early(0, 1, 3, 5))),
        ("a second week without", rota(early(0, 7, 9, 11, 12), length=14)),
    ),
    "run of days": (
        ("a day too many in a row", rota(early(0, 1, 2, 3, 4))),
        (
            "a day too many, counting the week before",
            rota(early(0, 1), person(worked_before=((-1, EARLY), (-2, EARLY), (-3, EARLY)))),
        ),
    ),
    "two a day": (
        ("twice in a day", rota(((0, EARLY), (0, LATE)))),
        ("the same shift twice", rota(early(0, 0))),
    ),
    "leave": (("on a day of leave", rota(early(0, 1), person(away=frozenset({1})))),),
    "beat": (("on a beat not known", rota(early(0), beat="B")),),
    "powers": (("without the powers asked for", rota(early(0), only_powers=True)),),
    "skill": (
        ("without the skill", rota(early(0), person(skills=frozenset({"car"})), skill="bike")),
    ),
    "places": (
        (
            "two on a post for one",
            (rota(early(0))[0], (Duty(0, 0), Duty(1, 0))),
        ),
        ("one on a post for none", rota(early(0), needed=0)),
    ),
}
WORDS = {  # how the first checker says each rule
    "rest": "too little rest",
    "contract": "shifts in the week",
    "most shifts": "shifts in the week",
    "days off": "days off together",
    "run of days": "days in a row",
    "two a day": "twice in one day",
    "places": "people for",
    **dict.fromkeys(("nights", "leave", "beat", "powers", "skill"), "cannot work"),
}
CASES = [(rule, name, case) for rule, cases in WRONG.items() for name, case in cases]


@pytest.mark.parametrize("name", RIGHT)
def test_exactly_at_a_limit_passes_both(name: str) -> None:
    """What just keeps a rule is right, to the minute."""
    problem, duties = RIGHT[name]
    assert broken_rules(problem, list(duties)) == []
    assert rota_rules(problem, duties) == set()


@pytest.mark.parametrize(("rule", "name", "case"), CASES, ids=[name for _, name, _ in CASES])
def test_each_nearly_right_rota_is_noticed_by_both(
    rule: str, name: str, case: tuple[RotaProblem, tuple[Duty, ...]]
) -> None:
    """One rule broken alone and by as little as can be: both checkers say which."""
    problem, duties = case
    assert rota_rules(problem, duties) == {rule}, name
    assert any(WORDS[rule] in fault for fault in broken_rules(problem, list(duties))), name


def test_every_rule_has_a_nearly_right_rota() -> None:
    """No rule of either rota checker is without a rota that breaks it alone."""
    known = rules_of(rota_rules, plain_checkers._person_rules)
    assert set(WRONG) == set(WORDS) == known


@pytest.mark.parametrize(("rule", "name", "case"), CASES, ids=[name for _, name, _ in CASES])
def test_no_solver_makes_it(
    rule: str, name: str, case: tuple[RotaProblem, tuple[Duty, ...]]
) -> None:
    """Given the same posts, each solver leaves a place empty rather than break the rule."""
    problem, _ = case
    answers = [greedy.start(problem), highs.fill(problem, seconds=2).duties]
    if cpsat.available():
        answers.append(cpsat.fill(problem, seconds=2, workers=1).duties)
    for duties in answers:
        assert rota_rules(problem, duties) == set(), (rule, name)


@pytest.mark.parametrize("first", [None, dt.date(2027, 6, 7)])
@pytest.mark.parametrize("minutes", range(60))
def test_eleven_hours_are_eleven_at_any_minute(minutes: int, first: dt.date | None) -> None:
    """A shift that ends at 21:10 and one that begins at 08:10 are eleven hours apart, no less."""
    at = minutes / 60
    shifts = (ShiftTimes("Early", 8 + at, 16), ShiftTimes("Late", 13, 21 + at))
    problem, duties = rota(((0, 1), (1, 0)), first=first)
    problem = replace(problem, shifts=shifts)
    assert broken_rules(problem, list(duties)) == []
    later = replace(problem, shifts=(shifts[0], ShiftTimes("Late", 13, 21 + at + 1 / 60)))
    assert broken_rules(later, list(duties)) != []


def drawn(seed: int) -> tuple[RotaProblem, np.random.Generator]:
    """Return people, posts and rules drawn at random, in a week with or without a clock change."""
    draw = np.random.default_rng(seed)
    first = (None, MARCH, OCTOBER, dt.date(2027, 6, 7))[seed % 4]
    shifts = tuple(
        ShiftTimes(f"S{i}", begins, begins + float(draw.integers(6, 11)), night=begins > 20)
        for i, begins in enumerate(draw.integers(5, 23, 3).astype(float))
    )
    people = tuple(
        Person(
            id=f"p{i}", role="warden", powers=bool(draw.random() < 0.5),
            beats=frozenset("AB"[: int(draw.integers(1, 3))]), home_beat="A",
            rules=RestRules(
                "drawn", float(draw.integers(8, 16)), int(draw.integers(0, 4)),
                int(draw.integers(1, 7)), int(draw.integers(1, 7)), nights=bool(draw.random() < 0.7)
            ),
            most_shifts=int(draw.integers(1, 7)),
            away=frozenset(int(d) for d in draw.integers(0, 7, int(draw.integers(0, 2)))),
            worked_before=tuple(
                (-day, int(draw.integers(0, 3))) for day in range(1, int(draw.integers(1, 5)))
            ),
        )
        for i in range(4)
    )  # fmt: skip
    posts = tuple(
        Post(day, int(draw.integers(0, 3)), "AB"[int(draw.random() < 0.3)],
             int(draw.integers(1, 3)), needs_powers=False, only_powers=bool(draw.random() < 0.1))
        for day in range(7)
        for _ in range(2)
    )  # fmt: skip
    known = (*people, person(id="knows B", beats=frozenset("AB")))
    return RotaProblem(7, shifts, known, posts, first=first), draw


@pytest.mark.parametrize("seed", range(80))
def test_both_agree_on_rotas_drawn_at_random(seed: int) -> None:
    """Whatever the rules and duties, both pass it or both refuse it; solvers' answers pass."""
    problem, draw = drawn(seed)
    start = greedy.start(problem)
    assert rota_rules(problem, start) == set()
    for _ in range(15):
        kept = [duty for duty in start if draw.random() < 0.8]
        extra = [
            Duty(int(draw.integers(len(problem.people))), int(draw.integers(len(problem.posts))))
            for _ in range(int(draw.integers(0, 3)))
        ]
        duties = tuple(dict.fromkeys([*kept, *extra]))
        found = broken_rules(problem, list(duties))
        assert bool(found) == bool(rota_rules(problem, duties)), found
