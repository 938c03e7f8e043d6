"""A rota by dates: weeks that know each other, what stood, and every rule checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from beatwise.planning.rota.dated_duty import DatedDuty
from beatwise.planning.rota.posts import DatedPost, Posts
from beatwise.planning.rota.problem import Duty, Rota, RotaProblem, ShiftTimes
from beatwise.planning.rota.rota_plan import (
    RotaPlan,
    check,
    clock_notes_of,
    fill_weeks,
    indexed,
    publish_by,
    week_problem,
    with_absences,
)
from beatwise.planning.team.clock_changes import moment
from beatwise.planning.team.rest_rules import RestRules
from beatwise.planning.team.team import Employer, Leave, Member, Team


MONDAY = dt.date(2027, 4, 12)
SHIFTS = (ShiftTimes("Early", 7, 15), ShiftTimes("Late", 15, 23))
RULES = RestRules("plain", 11, 2, 5, 6, nights=False)


def day(number: int) -> dt.date:
    """The date so many days after the first Monday."""
    return MONDAY + dt.timedelta(days=number)


def member(name: str, employer: str = "council", **more: object) -> Member:
    """Someone of beats A and B."""
    usual: dict = {
        "role": "warden", "powers": False, "skills": frozenset(), "beats": ("A", "B"),
        "home_beat": "A", "most_shifts": 5,
    }  # fmt: skip
    return Member(name, employer, **{**usual, **more})


def team(*people: Member) -> Team:
    """People of a council, with 14 days of notice, and of a force, with 30."""
    employers = (
        Employer("council", "Council", RULES, notice_days=14),
        Employer("force", "Force", replace(RULES, name="force", rest_hours=9), notice_days=30),
    )
    return Team("Team", "The partnership", employers, (), (), people or (member("p"), member("q")))


def post(number: int, shift: str = "Early", beat: str = "A", **more: object) -> DatedPost:
    """One place on a day."""
    usual: dict = {
        "people": 1, "risk": 1.0, "powers": False, "only_powers": False, "skill": None,
        "place": "posts.toml",
    }  # fmt: skip
    return DatedPost(day(number), shift, beat, **{**usual, **more})


def posts(*entries: DatedPost) -> Posts:
    return Posts("April", SHIFTS, entries)


def duty(person: str, number: int, shift: str = "Early", beat: str = "A") -> DatedDuty:
    """A duty at its hours by the clock."""
    begins, ends = {"Early": (7, 15), "Late": (15, 23)}.get(shift, (9, 17))
    on = day(number)
    return DatedDuty(on, shift, beat, person, moment(on, begins), moment(on, ends))


@dataclass
class Answers:
    """A solver that gives the answers listed, and notes what it was asked."""

    rotas: list[Rota]
    questions: list[tuple[RotaProblem, frozenset[Duty], float]] = field(default_factory=list)

    def __call__(self, problem: RotaProblem, before: frozenset[Duty], seconds: float) -> Rota:
        """Give the next answer."""
        self.questions.append((problem, before, seconds))
        return self.rotas[len(self.questions) - 1]


def answer(
    *duties: Duty, objective: float = 10, bound: float | None = 8, method: str = "m"
) -> Rota:
    return Rota(duties, objective, bound, method, 0.0)


def plan(**more: object) -> RotaPlan:
    usual: dict = {
        "name": "n", "provider": "p", "first": MONDAY, "weeks": 1, "places": 0, "duties": (),
        "unfilled": (), "publish_by": MONDAY, "objective": 10, "bound": 8, "method": "m", "seed": 1,
    }  # fmt: skip
    return RotaPlan(**{**usual, **more})


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [(10, 8, 0.2), (10, 10, 0), (10, 11, 0), (10, None, None), (0, 0, 0), (0, None, None)],
)
def test_the_gap_of_a_rota(value: float, bound: float | None, gap: float | None) -> None:
    """Ten with eight proven is a fifth; never below zero, and unknown without a bound."""
    assert plan(objective=value, bound=bound).gap == gap


def test_faces_and_those_on_one_beat() -> None:
    """One works twice on A; another on A and on B: one of two is on one beat."""
    rota = plan(duties=(duty("p", 0), duty("p", 1), duty("q", 0), duty("q", 1, beat="B")))
    assert rota.faces() == {"A": {"p": 2, "q": 1}, "B": {"q": 1}}
    assert rota.on_one_beat() == (1, 2)


def test_a_week_has_its_own_seven_days_of_posts() -> None:
    """Sunday is in it, the next Monday and the last Sunday are not; every field is handed on."""
    wanted = posts(
        post(-1), post(0, "Late", people=2, risk=3.0, powers=True),
        post(6, beat="B", only_powers=True, skill="bike"), post(7),
    )  # fmt: skip
    problem, own = week_problem(team(), wanted, MONDAY, [])
    assert own == [wanted.posts[1], wanted.posts[2]]
    assert (problem.days, problem.shifts, problem.first) == (7, SHIFTS, MONDAY)
    first, last = problem.posts
    assert (first.day, first.shift, first.beat, first.needed, first.risk) == (0, 1, "A", 2, 3.0)
    assert (first.needs_powers, first.only_powers, first.skill) == (True, False, None)
    assert (last.day, last.shift, last.beat, last.needed, last.risk) == (6, 0, "B", 1, 1.0)
    assert (last.needs_powers, last.only_powers, last.skill) == (False, True, "bike")


def test_people_of_a_week_have_their_leave_and_their_employers_rules() -> None:
    """Leave on Sunday and the Monday after is day six; a force's people rest nine hours."""
    who = member(
        "p", "force", powers=True, skills=frozenset({"bike"}), most_shifts=3,
        leave=(Leave(day(6), day(7), "leave"),),
    )  # fmt: skip
    [person] = week_problem(team(who), posts(post(0)), MONDAY, [])[0].people
    assert (person.id, person.role, person.powers, person.home_beat) == ("p", "warden", True, "A")
    assert (person.beats, person.skills) == (frozenset("AB"), frozenset({"bike"}))
    assert (person.most_shifts, person.away) == (3, frozenset({6}))
    assert person.rules.rest_hours == 9


def test_duties_of_the_four_weeks_before_count_for_rest() -> None:
    """28 days ago counts and 29 does not; nor does this week, or a shift that is unknown."""
    worked = [
        duty("p", -29), duty("p", -28), duty("p", -1, "Late"), duty("p", 0), duty("q", -2, "Noon"),
    ]  # fmt: skip
    people = week_problem(team(), posts(post(0)), MONDAY, worked)[0].people
    assert [person.worked_before for person in people] == [((-28, 0), (-1, 1)), ()]


def test_weeks_are_filled_one_after_the_other_and_their_totals_added() -> None:
    """Two weeks: ten and five with eight and none below zero proven; the second knows the first."""
    solve = Answers([
        answer(Duty(1, 0), Duty(0, 1)),
        answer(objective=5, bound=-3, method="k"),
    ])  # fmt: skip
    steps: list[tuple[int, int, str]] = []
    wanted = posts(post(0), post(6, "Late", people=2), post(7))
    rota = fill_weeks(
        team(), wanted, MONDAY, 2, solve, seconds=6.0, seed=4,
        progress=lambda *step: steps.append(step),
    )  # fmt: skip
    assert [seconds for _, _, seconds in solve.questions] == [3.0, 3.0]
    assert [problem.first for problem, _, _ in solve.questions] == [MONDAY, day(7)]
    assert [p.worked_before for p in solve.questions[1][0].people] == [((-1, 1),), ((-7, 0),)]
    assert steps == [(0, 2, "week of 12 April"), (1, 2, "week of 19 April")]
    assert (rota.objective, rota.bound, rota.method, rota.seed) == (15, 8, "k, m", 4)
    assert (rota.places, rota.weeks, rota.first) == (4, 2, MONDAY)
    assert rota.duties == (duty("q", 0), duty("p", 6, "Late"))
    assert [(empty.day, empty.short) for empty in rota.unfilled] == [(day(6), 1), (day(7), 1)]
    assert (rota.name, rota.provider) == ("April", "The partnership")
    assert rota.publish_by == MONDAY - dt.timedelta(days=14)
    assert rota.faults == ()


def test_the_usual_seed_is_one() -> None:
    """A rota says the seed it was made with, one unless stated."""
    assert fill_weeks(team(), posts(), MONDAY, 1, Answers([]), seconds=1.0).seed == 1


def test_duties_are_in_order_of_date_whatever_the_solver_says() -> None:
    """Wednesday's duty given first still comes after Monday's."""
    solve = Answers([answer(Duty(0, 1), Duty(0, 0))])
    rota = fill_weeks(team(), posts(post(0), post(2)), MONDAY, 1, solve, seconds=1.0)
    assert [d.day for d in rota.duties] == [day(0), day(2)]


def test_nothing_proven_is_a_bound_of_nought() -> None:
    """A solver that proved no more than nought adds nothing."""
    solve = Answers([answer(bound=0)])
    assert fill_weeks(team(), posts(post(0)), MONDAY, 1, solve, seconds=1.0).bound == 0


@pytest.mark.parametrize("bounds", [(8, None), (None, 8)])
def test_a_week_without_a_bound_leaves_the_whole_without(bounds: tuple[float | None, ...]) -> None:
    """Eight proven of one week says nothing of two."""
    solve = Answers([answer(bound=bound) for bound in bounds])
    rota = fill_weeks(team(), posts(post(0), post(7)), MONDAY, 2, solve, seconds=1.0)
    assert rota.bound is None
    assert rota.objective == 20


def test_only_the_weeks_asked_for_are_filled_and_the_others_stay_as_they_stand() -> None:
    """The second of three: it has all the time; the first keeps its duty, the third has no post."""
    solve = Answers([answer(Duty(1, 0))])
    stood = [duty("p", 0), duty("p", 7)]
    rota = fill_weeks(
        team(), posts(post(0), post(7)), MONDAY, 3, solve, seconds=2.0, standing=stood, only={1, 2}
    )
    [(problem, before, seconds)] = solve.questions
    assert (problem.first, before, seconds) == (day(7), frozenset({Duty(0, 0)}), 1.0)
    assert rota.duties == (duty("p", 0), duty("q", 7))
    assert (rota.bound, rota.method) == (8, "m")


def test_a_rota_of_which_nothing_is_filled_is_as_it_stood() -> None:
    """No week to fill: no solver, no bound, and the duties that stood, without those on leave."""
    away = member("q", leave=(Leave(day(1), day(1), "leave"),))
    stood = [duty("p", 0), duty("q", 1), duty("q", 2)]
    rota = fill_weeks(
        team(member("p"), away), posts(post(0), post(1), post(2)), MONDAY, 1, Answers([]),
        seconds=1.0, standing=stood, only=set(),
    )  # fmt: skip
    assert (rota.method, rota.objective, rota.bound) == ("as it stood", 0, None)
    assert rota.duties == (duty("p", 0), duty("q", 2))


def test_notes_say_which_shift_the_clocks_change_in() -> None:
    """A night into 31 October 2027 is nine hours; posts a day outside the weeks are not named."""
    night = (ShiftTimes("Night", 22, 30, night=True),)
    monday = dt.date(2027, 10, 25)
    days = [dt.date(2027, 10, d) for d in (24, 29, 30)]
    entries = tuple(replace(post(0, "Night"), day=on) for on in days)
    notes = clock_notes_of(team(), Posts("October", night, entries), monday, 1)
    assert [note for note in notes if note.startswith("Night")] == [
        "Night on 30 October 2027 lasts 9 hours, not 8: the clocks change in it."
    ]
    assert any("Sunday 31 October 2027" in note for note in notes)
    after = clock_notes_of(team(), Posts("October", night, entries), dt.date(2027, 10, 31), 1)
    assert not [note for note in after if note.startswith("Night")]
    before = clock_notes_of(team(), Posts("October", night, entries), dt.date(2027, 10, 23), 1)
    assert not [note for note in before if note.startswith("Night on 30")]
    for first, weeks in ((24, 1), (30, 1), (18, 2)):
        begins = dt.date(2027, 10, first)
        same = clock_notes_of(team(), Posts("October", night, entries), begins, weeks)
        assert [note[:11] for note in same if note.startswith("Night")] == ["Night on 30"]


def test_the_longest_notice_of_any_employer_counts() -> None:
    """Fourteen days of the council and thirty of the force: thirty; nobody: none."""
    both = team(member("p"), member("q", "force"))
    assert publish_by(both, MONDAY) == MONDAY - dt.timedelta(days=30)
    assert publish_by(replace(both, people=()), MONDAY) == MONDAY


def test_a_broken_rule_is_said_with_its_week() -> None:
    """Late on the second Monday, early on its Tuesday: the second week has too little rest."""
    duties = [duty("p", 7, "Late"), duty("p", 8)]
    wanted = posts(post(7, "Late"), post(8))
    assert check(team(), wanted, MONDAY, 2, duties) == [
        f"week of {day(7)}: p has too little rest after day 0"
    ]
    assert check(team(), wanted, MONDAY, 1, duties) == []


def test_the_night_before_a_week_counts_for_its_first_day() -> None:
    """Late on Sunday and early on Monday: eight hours."""
    duties = [duty("p", -1, "Late"), duty("p", 0)]
    [fault] = check(team(), posts(post(0)), MONDAY, 1, duties)
    assert fault == f"week of {MONDAY}: p has too little rest after day -1"


@pytest.mark.parametrize(
    ("extra", "faults"),
    [
        (duty("p", 0, "Late", "B"), 1),  # on no post, eight hours before Tuesday's
        (duty("q", 0, "Late", "B"), 0),  # somebody else's
        (duty("p", 0, "Noon", "B"), 0),  # a shift whose hours are unknown
        (duty("p", 0, "Late"), 1),  # on a post, counted once
    ],
)
def test_a_duty_on_no_post_counts_for_rest(extra: DatedDuty, faults: int) -> None:
    """What somebody works elsewhere in the week tires them as much."""
    wanted = posts(post(0, "Late"), post(1))
    assert len(check(team(), wanted, MONDAY, 1, [extra, duty("p", 1)])) == faults


@pytest.mark.parametrize(("number", "faults"), [(0, 0), (6, 1), (7, 0)])
def test_only_the_days_of_the_week_count_as_worked_elsewhere(number: int, faults: int) -> None:
    """Five shifts on posts are the most: a sixth on Sunday is too many, on the next Monday not."""
    days = [1, 2, 3, 4] if number == 0 else [0, 1, 2, 3, 4]
    duties = [duty("p", at) for at in days] + [duty("p", number, beat="B")]
    relaxed = replace(RULES, days_off_together=0, most_days_between_days_off=7)
    people = team()
    people = replace(people, employers=(replace(people.employers[0], rules=relaxed),))
    wanted = posts(*(post(at) for at in days))
    assert len(check(people, wanted, MONDAY, 1, duties)) == faults


def test_a_duty_of_the_week_after_is_the_next_weeks_fault() -> None:
    """Late on Sunday on a post, early elsewhere on the next Monday: not this week's to say."""
    duties = [duty("p", 6, "Late"), duty("p", 7, beat="B")]
    assert check(team(), posts(post(6, "Late")), MONDAY, 1, duties) == []


def test_duties_worked_before_are_kept_beside_those_on_no_post() -> None:
    """Late on Sunday, early elsewhere on Monday: too little rest, though no post was asked for."""
    duties = [duty("q", -1, "Late"), duty("q", 0, beat="B"), duty("q", 2)]
    [fault] = check(team(), posts(post(2)), MONDAY, 1, duties)
    assert "q has too little rest after day -1" in fault


def test_each_duty_takes_the_post_that_it_fits() -> None:
    """Two posts of one place, the first for a skill: who lacks it has the second."""
    people = team(member("p", skills=frozenset({"bike"})), member("q"), member("r"))
    problem, own = week_problem(people, posts(post(0, skill="bike"), post(0)), MONDAY, [])
    on_posts = indexed(problem, own, people, [duty("q", 0), duty("p", 0)])
    assert on_posts == [Duty(0, 0), Duty(1, 1)]
    both = [duty("q", 0), duty("r", 0)]
    assert indexed(problem, own, people, both) == [Duty(1, 1), Duty(2, 0)]


def test_a_full_post_is_left_for_the_next_that_fits() -> None:
    """Two posts of one place for one each: the second person has the second post."""
    problem, own = week_problem(team(), posts(post(0), post(0)), MONDAY, [])
    on_posts = indexed(problem, own, team(), [duty("p", 0), duty("q", 0)])
    assert on_posts == [Duty(0, 0), Duty(1, 1)]


def test_a_post_for_two_takes_two() -> None:
    """Two places, then a post of one: the third person has the second post."""
    people = team(member("p"), member("q"), member("r"))
    problem, own = week_problem(people, posts(post(0, people=2), post(0)), MONDAY, [])
    duties = [duty("p", 0), duty("q", 0), duty("r", 0)]
    assert indexed(problem, own, people, duties) == [Duty(0, 0), Duty(1, 0), Duty(2, 1)]


def test_strangers_and_duties_on_no_post_are_on_no_post() -> None:
    """Someone who left the team, and a beat nobody asked for, are passed over; the rest is not."""
    problem, own = week_problem(team(), posts(post(0)), MONDAY, [])
    duties = [duty("a stranger", 0), duty("p", 0, beat="B"), duty("q", 0)]
    assert indexed(problem, own, team(), duties) == [Duty(1, 0)]


def test_further_leave_is_added_to_what_there_is() -> None:
    """One day of leave and one more are two; the others keep theirs."""
    one, more = Leave(day(0), day(0), "leave"), Leave(day(3), day(4), "court")
    people = with_absences(team(member("p", leave=(one,)), member("q")), {"p": [more]}).people
    assert [person.leave for person in people] == [(one, more), ()]
