"""A first rota by plain rules: it keeps every rule, and the duties that stood."""

from __future__ import annotations

from tests.unit.planning.worlds import person, post, rota

from beatwise.planning.rota.problem import Duty
from beatwise.planning.rota.rota_score import broken_rules
from beatwise.planning.rota.solvers.greedy import start


def test_the_hardest_post_is_filled_first() -> None:
    """The one person with powers goes where only powers will do, not where anyone could."""
    problem = rota((person("a", powers=True), person("b")), (post(0), post(0, only_powers=True)))
    assert set(start(problem)) == {Duty(0, 1), Duty(1, 0)}


def test_who_is_at_home_goes_first() -> None:
    """Of two people who know the beat, the one whose home it is is sent."""
    problem = rota((person("a", home_beat="B"), person("b")), (post(0),))
    assert start(problem) == (Duty(1, 0),)


def test_what_stood_stays_where_it_keeps_the_rules() -> None:
    """A duty of the rota before is not moved; one of someone now away is given to another."""
    people = (person("a"), person("b", home_beat="B"), person("c", away=frozenset({1})))
    problem = rota(people, (post(0), post(1)))
    stood = frozenset({Duty(1, 0), Duty(2, 1)})
    assert set(start(problem, stood)) == {Duty(1, 0), Duty(1, 1)}
    assert set(start(problem)) == {Duty(0, 0), Duty(0, 1)}


def test_a_post_nobody_may_work_stays_empty() -> None:
    """Without anyone able the rota is empty, and without posts too."""
    away = person("a", away=frozenset({0}))
    assert start(rota((away,), (post(0),))) == ()
    assert start(rota((away,), ())) == ()


def test_no_rule_is_broken_for_a_place() -> None:
    """One person and a full week of both shifts: some places stay empty, no rule is broken."""
    problem = rota((person("a"),), tuple(post(day, shift) for day in range(7) for shift in (0, 1)))
    duties = start(problem)
    assert len(duties) == 5
    assert broken_rules(problem, duties) == []
