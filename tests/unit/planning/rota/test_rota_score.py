"""What a rota is worth, and which rules it breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.planning.worlds import RULES, person, post
from tests.unit.planning.worlds import rota as world

from beatwise.planning.rota.problem import Duty
from beatwise.planning.rota.rota_score import broken_rules, objective


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        ([(0, 0), (0, 1)], "works twice in one day"),
        ([(0, 1), (0, 2)], "too little rest"),
        ([(0, 0), (1, 0)], "2 people for 1 places"),
        ([(0, i) for i in (0, 2, 3, 4, 5, 6)], "works 6 shifts"),
    ],
)
def test_broken_rules_are_named(duties: list[tuple[int, int]], words: str) -> None:
    """Each broken rule is found and said in words."""
    posts = (post(0), post(0, 1), post(1), *(post(day) for day in (2, 3, 4, 5)))
    problem = world((person("a"), person("b")), posts)
    found = broken_rules(problem, tuple(Duty(*d) for d in duties))
    assert any(words in fault for fault in found), found


def score(*duties: Duty, before: frozenset[Duty] = frozenset(), **more: object) -> float:
    """Return what duties of two people, the second with powers, are worth on posts like this.

    There are two such posts on A, on Monday and on Tuesday.
    """
    people = (person("a"), person("b", powers=True, home_beat="B"))
    return objective(world(people, (post(0, **more), post(1, **more))), duties, before)


HOME, OTHER = Duty(0, 0), Duty(1, 0)


def test_an_empty_place_costs_a_hundred_times_its_risk_in_whole_numbers() -> None:
    """At a risk of 1.016 an empty place costs 101; of two posts for two people four are empty."""
    assert score() == 200
    assert score(risk=1.016) == 202
    assert score(needed=2) == 400
    assert score(HOME, needed=2) == 304


def test_a_place_too_many_saves_nothing() -> None:
    """Two people on a post for one: the other post is empty, and nothing is taken off."""
    assert score(HOME, OTHER) == 100 + 4 + 12


def test_a_person_costs_once_for_each_beat_less_on_the_own() -> None:
    """On the own beat 4, on another 12, however many days."""
    assert score(HOME) == 104
    assert score(HOME, Duty(0, 1)) == 4
    assert score(Duty(1, 0), Duty(1, 1)) == 12


def test_a_post_without_the_powers_it_needs_costs_sixty() -> None:
    """Filled without powers or empty, 60 a post; one person with powers is enough."""
    assert score(needs_powers=True) == 320
    assert score(HOME, Duty(1, 1), needs_powers=True) == 60 + 4 + 12
    assert score(Duty(1, 0), Duty(1, 1), needs_powers=True) == 12
    assert score(HOME, OTHER, Duty(0, 1), needs_powers=True) == 60 + 4 + 12
    assert score(needs_powers=True, needed=0) == 0


def test_each_duty_that_did_not_stand_costs_eight() -> None:
    """One stood and one is new; without a rota that stood nothing is new."""
    assert score(HOME, Duty(0, 1), before=frozenset({HOME})) == 4 + 8
    assert score(HOME, Duty(0, 1), before=frozenset({HOME, Duty(0, 1)})) == 4


def test_a_fault_says_how_many_and_from_when() -> None:
    """The words name the shifts worked, the first day of their week and the days in a row."""
    rules = replace(RULES, most_shifts=2, most_days_between_days_off=2, days_off_together=5)
    days = (7, 8, 9)
    problem = world((person("a", rules=rules),), tuple(post(day) for day in days), days=14)
    assert broken_rules(problem, tuple(Duty(0, i) for i in range(3))) == [
        "a works 3 shifts in the week from day 7",
        "a has no 5 days off together",
        "a works 3 days in a row",
    ]


@pytest.mark.parametrize(("together", "faults"), [(3, 1), (4, 0)])
def test_a_week_cut_short_asks_for_days_off_only_where_they_fit(together: int, faults: int) -> None:
    """Of a second week of three days, four days off together cannot be asked for; three can."""
    rules = replace(RULES, days_off_together=together)
    problem = world((person("a", rules=rules),), (post(8),), days=10)
    assert len(broken_rules(problem, (Duty(0, 0),))) == faults


def test_a_week_cut_short_still_has_its_days_off() -> None:
    """Ten days: working on the ninth leaves no two days off together among the last three."""
    problem = world((person("a"),), (post(8),), days=10)
    assert broken_rules(problem, (Duty(0, 0),)) == ["a has no 2 days off together"]
    assert broken_rules(world((person("a"),), (post(9),), days=10), (Duty(0, 0),)) == []


def test_powers_on_another_post_are_no_powers_here() -> None:
    """Only Monday needs powers, and the one who has them works on Tuesday: 60."""
    people = (person("a"), person("b", powers=True))
    problem = world(people, (post(0, needs_powers=True), post(1)))
    assert objective(problem, (Duty(0, 0), Duty(1, 1))) == 60 + 4 + 4
    assert objective(problem, (Duty(1, 0), Duty(0, 1))) == 4 + 4


def over_a_fortnight(*days: int, **rules: int) -> list[str]:
    """Return the faults of somebody who works these days of two weeks."""
    who = person("a", rules=replace(RULES, **rules), most_shifts=7)
    problem = world((who,), tuple(post(day) for day in days), days=14)
    return broken_rules(problem, tuple(Duty(0, i) for i in range(len(days))))


def test_each_week_counts_its_own_days() -> None:
    """The second Monday is no sixth shift of the first week, and no day off of it either."""
    assert over_a_fortnight(0, 1, 2, 3, 4, 7) == []
    assert over_a_fortnight(0, 2, 3, 5) == ["a has no 2 days off together"]


def test_one_day_off_a_week_is_asked_for_where_the_rules_have_one() -> None:
    """Seven days of seven leave none."""
    rules = {"days_off_together": 1, "most_shifts": 7, "most_days_between_days_off": 7}
    assert over_a_fortnight(*range(7), **rules) == ["a has no 1 days off together"]
    assert over_a_fortnight(*range(6), **rules) == []
