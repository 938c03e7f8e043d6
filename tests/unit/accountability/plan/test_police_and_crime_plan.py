"""A police and crime plan: what is wrong with one, and what a new version changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from beatwise.accountability.plan.police_and_crime_plan import (
    Body,
    Mission,
    Output,
    Plan,
    Strategy,
    Term,
    Version,
    faults,
)


FIRST, LAST = dt.date(2025, 4, 1), dt.date(2029, 3, 31)
TERM = Term("the commissioner", FIRST)
BODY = Body("The body", "mayor", "Millshire", (TERM,))
SAFE = Strategy("safe", "Safe", "s", "d", "m", measures=("m1",), actions=("a1",))
FAIR = Strategy("fair", "Fair", "s", "d", "m")
PLAN = Plan("Plan", BODY, FIRST, LAST, Version(1, FIRST, "commissioner", ""),
            (Mission("one", "One", (SAFE,)), Mission("two", "Two", (FAIR,))))  # fmt: skip


def with_safe(**changes: object) -> Plan:
    """The plan with another first strategy."""
    first = replace(PLAN.missions[0], strategies=(replace(SAFE, **changes),))
    return replace(PLAN, missions=(first, PLAN.missions[1]))


def with_terms(*terms: Term) -> Plan:
    """The plan of a body with these terms."""
    return replace(PLAN, body=replace(BODY, terms=terms))


def test_a_whole_plan_has_no_faults() -> None:
    """Its links are checked only against ids that are given."""
    assert faults(PLAN) == faults(PLAN, measures=["m1"], actions=["a1"]) == ()


@pytest.mark.parametrize(("plan", "message"), [
    (replace(PLAN, body=replace(BODY, kind="club")), "'club' is not a kind of local policing body"),
    (with_terms(Term("x", LAST, FIRST), TERM),
     "the term of x from 2029-03-31 ends before it begins"),
    (with_terms(TERM, Term("the commissioner", LAST)),
     "two terms of the commissioner overlap on 2029-03-31"),
    (with_terms(), "nobody held office on 2025-04-01, when this version began"),
    (replace(PLAN, last=dt.date(2025, 3, 31)), "the plan ends before it begins"),
    (replace(PLAN, version=replace(PLAN.version, valid_from=dt.date(2029, 4, 1))),
     "version 1 begins outside the plan's dates"),
    (replace(PLAN, version=replace(PLAN.version, number=2)),
     "version 2 does not say why the plan was varied"),
    (replace(PLAN, version=replace(PLAN.version, approved_by="king")),
     "'king' is not a role that can approve"),
    (with_safe(id="fair"), "two strategies are called fair"),
    (replace(PLAN, missions=(PLAN.missions[0], replace(PLAN.missions[1], id="one"))),
     "two missions are called one"),
    (replace(PLAN, missions=(*PLAN.missions, Mission("none", "None", ()))),
     "the mission none has no strategies"),
    (with_safe(delivery=" "), "the strategy safe has no delivery statement"),
    (with_safe(lead="king"), "the strategy safe is led by 'king', which is no role"),
    (with_safe(results=(Output("hope", "x"),)),
     "the strategy safe has a result that is neither output nor outcome"),
    (with_safe(actions=("a1", "a1")), "the action a1 is in two strategies"),
])  # fmt: skip
def test_each_fault_of_a_plan_is_named(plan: Plan, message: str) -> None:
    """Body, terms, dates, version, missions, strategies and results."""
    assert message in faults(plan)


def test_terms_that_follow_each_other_do_not_overlap() -> None:
    """One office holder ends on the day before the next; two offices may overlap."""
    one, two = Term("c", FIRST, dt.date(2026, 5, 6)), Term("c", dt.date(2026, 5, 7))
    assert faults(with_terms(two, one, Term("deputy", FIRST))) == ()
    assert faults(with_terms(two, replace(one, last=two.first)))


def test_links_lead_to_what_is_there() -> None:
    """Measures of a strategy and of its results, and its actions."""
    plan = with_safe(results=(Output("output", "x", "m2"),))
    assert faults(plan, measures=["m1"], actions=[]) == (
        "the strategy safe names a measure m2 that is not there",
        "the strategy safe names an action a1 that is not there",
    )


@pytest.mark.parametrize(("term", "day", "result"), [
    (Term("c", FIRST, LAST), FIRST, True), (Term("c", FIRST, LAST), LAST, True),
    (Term("c", FIRST, LAST), dt.date(2029, 4, 1), False), (Term("c", LAST), FIRST, False),
    (Term("c", FIRST), dt.date.max, True),
])  # fmt: skip
def test_a_term_covers_its_first_and_last_day(term: Term, day: dt.date, result: bool) -> None:
    """An open term has no end."""
    assert term.covers(day) is result
