"""Files in and out.

What is exported can be imported again with the same columns. Every faulty row is told by its
number, in one go, and a plan is one readable document.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.observation_rows import read_observations, write_observations
from beatwise.accountability.measures.period import UNSTATED, Period
from beatwise.accountability.plan.action_rows import read_actions, write_actions
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.as_toml import load_plan, parse_plan
from beatwise.accountability.rating.rag import Direction
from beatwise.accountability.tables.printed_dashboard import read_dashboard
from beatwise.errors import BadInput, MissingData


MEASURES = {measure.id: measure for measure in load_set("plan-2025-29").measures}


def observation_row(**cells: str) -> dict[str, str]:
    """A row of an observation file."""
    return {"measure": "robbery", "period": "2025", "value": "0.78", **cells}


def test_observations_are_read_by_id_or_serial():
    """A row names its measure by id or number; thousands, per cent and days are read as written."""
    told = read_observations(
        [
            observation_row(area="City", vintage="21/01/2026"),
            observation_row(measure="16", value="188,000", period="2025/26 Q3"),
            observation_row(measure="2", value="72.2%"),
            observation_row(measure="1", value="Y"),
            observation_row(measure="25", value=""),
            {"measure": "", "period": "", "value": ""},
        ],
        MEASURES,
    )
    assert told.sound
    assert [(row, measure, seen.value) for row, (measure, seen) in told.entries] == [
        (2, "robbery", Decimal("0.78")),
        (3, "officer-hours-saved", 188000),
        (4, "confidence-in-police", Decimal("72.2")),
        (5, "medium-term-financial-strategy", 1),
        (6, "neighbourhood-abstractions", None),
    ]
    assert told.entries[0][1][1].vintage == dt.date(2026, 1, 21)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"measure": "happiness"}, "measure"),
        ({"period": "last year"}, "period"),
        ({"value": "about ten"}, "value"),
        ({"value": "inf"}, "value"),
        ({"vintage": "31/02/2026"}, "vintage"),
        ({"measure": "1", "value": "perhaps"}, "value"),
        ({"measure": "1", "value": "2"}, "value"),
    ],
)
def test_a_faulty_row_is_told_with_its_number_and_column(cells: dict[str, str], column: str):
    """Each fault says its row, as a spreadsheet counts, and column, and spares the other rows."""
    told = read_observations([observation_row(), observation_row(**cells)], MEASURES)
    assert [(fault.row, fault.column) for fault in told.faults] == [(3, column)]
    assert len(told.entries) == 1


def test_one_value_twice_is_a_fault():
    """The same measure, area and period twice needs two vintages."""
    twice = [observation_row(), observation_row(value="0.80")]
    assert [f.row for f in read_observations(twice, MEASURES).faults] == [3]
    apart = [observation_row(vintage="2026-01-01"), observation_row(vintage="2026-02-01")]
    assert read_observations(apart, MEASURES).sound


def test_unknown_and_missing_columns_stop_the_file():
    """A misspelt heading is told once, in row 1, and not as a fault of every row."""
    told = read_observations([{"measure": "robbery", "perod": "2025", "value": "1"}] * 3, MEASURES)
    assert [(fault.row, fault.column) for fault in told.faults] == [(1, "period"), (1, "perod")]
    assert told.entries == ()
    assert read_observations([], MEASURES).sound


@given(
    values=st.lists(
        st.tuples(
            st.sampled_from(["robbery", "road-casualties", "officer-hours-saved"]),
            st.sampled_from(["2025", "2025/26 Q3", "2025-12-31", ""]),
            st.none() | st.decimals(0, 1000, places=2),
            st.sampled_from(["City", "County"]),
            st.none() | st.dates(),
            st.text("abc, ;\"'é", max_size=8),
        ),
        unique_by=lambda t: (t[0], t[1], t[3], t[4]),
        max_size=8,
    )
)
def test_observations_come_round(values: list[tuple]):
    """What is written reads back as the same observations."""
    told = [
        (m, Observation(Period.parse(p), v, area, vintage=day, note=note.strip()))
        for m, p, v, area, day, note in values
    ]
    back = read_observations(write_observations(told), MEASURES)
    assert back.sound
    assert [each for _, each in back.entries] == told


def test_actions_come_round():
    """What is written reads back as the same actions, with owner and state in words."""
    told = [
        Action("a", "Publish", "policing", "governance", dt.date(2026, 3, 31), "complete",
               dt.date(2025, 4, 1), dt.date(2026, 1, 5), (), ("page", "minute 12")),
        Action("b", "Plan", "vawg", "partner", None, depends_on=("a",)),
    ]  # fmt: skip
    rows = write_actions(told)
    assert (rows[0]["owner"], rows[0]["state"]) == ("Governance officer", "Complete")
    back = read_actions(rows, ["policing", "vawg"])
    assert back.sound
    assert [action for _, action in back.entries] == told


def action_row(**cells: str) -> dict[str, str]:
    """A row of an action file."""
    return {
        "id": "a", "title": "Publish", "strategy": "policing", "owner": "Governance officer",
        "due": "2026-03-31", "state": "Planned", **cells,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "row", "column"),
    [
        ({"id": ""}, 2, "id"),
        ({"strategy": "peace"}, 2, "strategy"),
        ({"owner": "Ms Example"}, 2, "owner"),
        ({"state": "nearly"}, 2, "state"),
        ({"due": "soon"}, 2, "due"),
        ({"state": "complete"}, 2, ""),
        ({"depends_on": "b; c"}, 2, ""),
    ],
)
def test_a_faulty_action_is_told(cells: dict[str, str], row: int, column: str):
    """Each fault of a row is told with row and column; faults between rows at the row of one."""
    told = read_actions([action_row(**cells)], ["policing"])
    assert {(fault.row, fault.column) for fault in told.faults} == {(row, column)}


def test_a_printed_dashboard_keeps_its_arrows_apart():
    """The printed arrow stands beside the rule's; it is never taken over."""
    rows = [
        {"serial": "52", "latest": "7.42", "direction": "↓", "rag_printed": ""},
        {"serial": "66", "latest": "0.78", "direction": "↔", "rag_printed": ""},
        {"serial": "1", "latest": "Y", "direction": "↑", "rag_printed": ""},
        {"serial": "25", "latest": "", "direction": "", "rag_printed": ""},
        {"serial": "99", "latest": "1", "direction": "", "rag_printed": ""},
    ]
    told = read_dashboard(rows, MEASURES)
    assert [(fault.row, fault.column) for fault in told.faults] == [(6, "serial")]
    first, second, answer, empty = (printed for _, printed in told.entries)
    assert (first.arrow, first.ruled, first.differs) == (Direction.DOWN, Direction.STABLE, True)
    assert not second.differs
    assert (answer.arrow, answer.differs) == (None, False)
    assert (empty.latest.value, empty.differs) == (None, False)


def test_latest_has_no_period_until_somebody_says_so():
    """Unless the importer states them, periods are not stated; and some were never printed."""
    row = [{"serial": s, "latest": "7", "direction": ""} for s in ("52", "24", "57")]
    bare = [printed.latest.period for _, printed in read_dashboard(row, MEASURES).entries]
    assert bare == [UNSTATED] * 3
    spans, counted = Period.parse("2025"), Period.parse("2025-12-31")
    said = read_dashboard(row, MEASURES, spans=spans, counted_on=counted)
    assert [printed.latest.period for _, printed in said.entries] == [spans, counted, UNSTATED]


def test_the_plan_that_comes_along_is_whole_too():
    """Three missions and fourteen strategies, each with its statements and its measures."""
    plan = load_plan("plan-2025-29")
    assert len(plan.missions) == 3
    assert len(plan.strategies) == 14
    assert sum(len(strategy.measures) for strategy in plan.strategies) == 40
    with pytest.raises(MissingData):
        load_plan("plan-1999")


PLAN_TEXT = """
format = 1
title = "Plan"
first = 2025-04-01
last = 2029-03-31
[version]
number = 1
valid_from = 2025-04-01
approved_by = "commissioner"
[body]
name = "Body"
kind = "mayor"
area = "Ambershire"
[[body.term]]
office = "mayor"
first = 2024-05-09
[[mission]]
id = "force"
title = "Force"
[[mission.strategy]]
id = "policing"
title = "Policing"
success = "Calm."
delivery = "Patrols."
measure = "Fewer."
lead = "performance"
[[mission.strategy.result]]
kind = "output"
words = "Hours walked"
"""


def test_a_plan_reads_as_it_is_written():
    """A plan's document gives its body, terms, strategies and results."""
    plan = parse_plan(PLAN_TEXT, place="_plan.toml")
    assert plan.body.terms[0].office == "mayor"
    assert plan.strategies[0].results[0].words == "Hours walked"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('kind = "mayor"', 'kind = "sheriff"', "sheriff"),
        ('success = "Calm."', "", "success"),
        ('title = "Plan"', 'title = "Plan"\nmotto = "x"', "motto"),
        ("number = 1", "number = 0", "number"),
        ("[[mission]]", "[mission]", "mission"),
        ("first = 2025-04-01", "first = 2026-04-01", "begins outside"),
        ("format = 1", "format = [", "TOML"),
    ],
)
def test_a_faulty_plan_is_refused_by_name(old: str, new: str, named: str):
    """A faulty plan is refused with the file and what is wrong."""
    with pytest.raises(BadInput, match=named):
        parse_plan(PLAN_TEXT.replace(old, new, 1), place="_plan.toml")


def test_measures_without_their_strategy_are_told():
    """A measure that names a strategy the plan does not have is told."""
    with pytest.raises(BadInput, match="no strategy is called"):
        parse_plan(PLAN_TEXT, MEASURES.values(), place="_plan.toml")
