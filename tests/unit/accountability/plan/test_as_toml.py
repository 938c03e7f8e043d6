"""A plan as a document: what is read, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.accountability.worlds import measure

from beatwise import data
from beatwise.accountability.measures.measure_set import load_set, sets
from beatwise.accountability.plan.as_toml import load_plan, parse_plan, plan_text
from beatwise.accountability.plan.police_and_crime_plan import Output
from beatwise.errors import BadInput, MissingData


WORDS = """
format = 1
title = "Plan"
first = 2025-04-01
last = 2029-03-31
[body]
name = "The body"
kind = "mayor"
area = "Millshire"
term = [{ office = "the mayor", first = 2025-04-01 }]
[version]
number = 1
valid_from = 2025-04-01
approved_by = "commissioner"
[[mission]]
id = "one"
title = "One"
[[mission.strategy]]
id = "policing"
title = "Policing"
success = "s"
delivery = "d"
measure = "m"
lead = "performance"
result = [{ kind = "output", words = "more" }]
"""


def test_a_strategy_has_the_measures_that_name_it() -> None:
    """In their order; and its results are read with it."""
    measures = [measure(), replace(measure(), id="n")]
    (strategy,) = parse_plan(WORDS, measures, place="p.toml").strategies
    assert strategy.measures == ("m", "n")
    assert strategy.results == (Output("output", "more"),)
    assert parse_plan(WORDS, place="p.toml").strategies[0].measures == ()


@pytest.mark.parametrize(("old", "new", "message"), [
    ('id = "policing"', 'id = "other"', "no strategy is called policing."),
    ('kind = "mayor"', 'kind = "club"', "'club' is not a kind of local policing body."),
    ('lead = "performance"', 'lead = "J. Smith"', "'J. Smith' is not a role"),
    ("number = 1", "number = 0", "'number' must be a whole number of 1 or more"),
    ('success = "s"', 'succes = "s"', "'succes' is not a field here"),
    ("last = 2029", "last = 2024", "the plan ends before it begins"),
])  # fmt: skip
def test_a_plan_at_fault_is_refused(old: str, new: str, message: str) -> None:
    """A missing strategy, an unknown kind, a person for a role, and dates out of order."""
    assert old in WORDS
    with pytest.raises(BadInput) as caught:
        parse_plan(WORDS.replace(old, new), [measure()], place="p.toml")
    assert message in caught.value.message


def test_every_plan_that_comes_along_is_whole() -> None:
    """Each is of a set of measures, and has all of them in its strategies."""
    plans = data.names("plans")
    assert plans
    for name in plans:
        in_plan = {m for strategy in load_plan(name).strategies for m in strategy.measures}
        assert in_plan == {m.id for m in load_set(name).measures}


def test_a_set_without_a_plan_says_so() -> None:
    """It has no document, and loading one is refused by name."""
    name = next(name for name in sets() if name not in data.names("plans"))
    assert plan_text(name) == ""
    with pytest.raises(MissingData, match="has no plan"):
        load_plan(name)
