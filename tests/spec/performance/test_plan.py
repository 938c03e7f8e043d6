"""The plan as data.

A body with dated terms of office, its plan, missions, strategies with three statements each, and
what belongs to them. A plan is varied by a new version that says why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from beatwise.accountability.plan.plan_variations import plan_variations
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


def strategy(name: str, **rest: object) -> Strategy:
    """A whole strategy."""
    made = Strategy(name, name.title(), "Safer towns.", "Patrols.", "Fewer incidents.")
    return replace(made, **rest)  # type: ignore[arg-type]


BODY = Body(
    "The local policing body",
    "police and crime commissioner",
    "Ambershire",
    (Term("commissioner", dt.date(2024, 5, 9)), Term("deputy", dt.date(2025, 11, 1))),
)
EARLY = Term("deputy", dt.date(2026, 1, 1))
BACKWARDS = Term("mayor", dt.date(2025, 1, 1), dt.date(2024, 1, 1))
PLAN = Plan(
    "Plan 2025-29",
    BODY,
    dt.date(2025, 4, 1),
    dt.date(2029, 3, 31),
    Version(1, dt.date(2025, 4, 1), "commissioner", ""),
    (
        Mission("force", "An effective force", (strategy("policing", measures=("hours",)),)),
        Mission("harm", "Less harm", (strategy("vawg"), strategy("rural", actions=("a",)))),
    ),
)


def test_a_whole_plan_has_no_faults():
    """A plan with its terms, dates, statements and links in order has nothing to say."""
    assert faults(PLAN, measures={"hours"}, actions={"a"}) == ()
    assert [s.id for s in PLAN.strategies] == ["policing", "vawg", "rural"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"body": replace(BODY, kind="sheriff")}, "sheriff"),
        ({"body": replace(BODY, terms=(*BODY.terms, EARLY))}, "overlap"),
        ({"body": replace(BODY, terms=())}, "nobody held office"),
        (
            {"body": replace(BODY, terms=(BACKWARDS,))},
            "ends before it begins",
        ),
        ({"last": dt.date(2025, 1, 1)}, "ends before it begins"),
        ({"version": Version(1, dt.date(2030, 1, 1), "commissioner", "")}, "outside"),
        ({"version": Version(2, dt.date(2026, 4, 1), "commissioner", " ")}, "why"),
        ({"version": Version(1, dt.date(2025, 4, 1), "the computer", "")}, "computer"),
        ({"missions": (Mission("m", "M", ()),)}, "no strategies"),
        ({"missions": (Mission("m", "M", (strategy("a"), strategy("a"))),)}, "called a"),
        ({"missions": (Mission("m", "M", (strategy("a", success=""),)),)}, "success"),
        ({"missions": (Mission("m", "M", (strategy("a", lead="x"),)),)}, "no role"),
        ({"missions": (Mission("m", "M", (strategy("a", measures=("z",)),)),)}, "measure z"),
        ({"missions": (Mission("m", "M", (strategy("a", actions=("z",)),)),)}, "action z"),
        (
            {"missions": (Mission("m", "M", (strategy("a", results=(Output("hope", "h"),)),)),)},
            "neither output",
        ),
        (
            {"missions": (Mission("m", "M", (strategy("p", actions=("a",)),
                                             strategy("q", actions=("a",)))),)},
            "two strategies",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_named(change: dict, named: str):
    """Each fault of a plan is named with what it is about."""
    found = faults(replace(PLAN, **change), measures={"hours"}, actions={"a"})
    assert any(named in words for words in found)


def test_a_variation_tells_what_changed():
    """A new version is compared with the last: what was added, dropped, moved and reworded."""
    after = replace(
        PLAN,
        version=Version(2, dt.date(2026, 4, 1), "commissioner", "annual review"),
        missions=(
            Mission("force", "An effective force", (strategy("policing", success="Calm towns."),
                                                    strategy("rural", actions=("a",)))),
            Mission("harm", "Less harm", (strategy("roads"),)),
        ),
    )  # fmt: skip
    told = {(v.where, v.field, v.before, v.after) for v in plan_variations(PLAN, after)}
    assert told == {
        ("vawg", "strategy", "Vawg", "dropped"),
        ("roads", "strategy", "not in the plan", "Roads"),
        ("rural", "mission", "Less harm", "An effective force"),
        ("policing", "success", "Safer towns.", "Calm towns."),
        ("policing", "measures", "hours", "none"),
    }
    assert plan_variations(PLAN, PLAN) == ()
