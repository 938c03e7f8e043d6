"""The plan as rows: each cell in one way of writing, and the plan that the rows describe."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.accountability.plan import as_toml
from beatwise.accountability.plan.plain_rows import (
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    kind_of,
    measures_of_rows,
    plain_row,
    plan_of_rows,
    row_name,
    write_plan,
)
from beatwise.accountability.plan.plan_table import Defined, file_rows, read_plan_table
from beatwise.accountability.plan.police_and_crime_plan import (
    BODY_KINDS,
    Body,
    Mission,
    Output,
    Plan,
    Strategy,
    Term,
    Version,
)
from beatwise.accountability.roles import owner_titles
from beatwise.errors import BadInput


HEAD = {
    "kind": "plan", "id": "", "part_of": "", "title": "Plan", "first": "2026-04-01",
    "last": "2030-03-31", "body": "The body", "body_kind": "mayor", "area": "Millshire",
}  # fmt: skip
STRATEGY = {
    "kind": "strategy", "id": "calm", "part_of": "safe", "title": "Calm", "success": "s",
    "delivery": "d", "how_known": "h", "owner": "performance",
}  # fmt: skip
MEASURE = {
    "kind": "measure", "id": "nights", "part_of": "calm", "title": "Nights", "unit": "rate",
    "definition": "Counted.", "frequency": "quarterly", "source": "Force", "per": "1000",
    "owner": "performance", "expectation": "reduce", "baseline": "4.1 (2025/26; 1,200 cases)",
}  # fmt: skip
ACTION = {"kind": "action", "id": "", "part_of": "calm", "title": "Agree", "owner": "partner"}
NOTHING = Defined({}, {})

WORDS = st.text(string.ascii_letters + string.digits + " ,;'\"=-é£\n", min_size=1, max_size=30).map(
    str.strip
).filter(bool)  # fmt: skip
LINES = WORDS.map(lambda words: " ".join(words.split())).filter(bool)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?", fullmatch=True)
ROLES = st.sampled_from(sorted(owner_titles()))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of any shape: with no missions, empty missions, and strategies with results."""
    names = draw(st.lists(NAMES, unique=True, max_size=7))
    missions: list[Mission] = []
    for name in names:
        if not missions or draw(st.booleans()):
            missions.append(Mission(name, draw(LINES), ()))
            continue
        result = st.builds(Output, st.sampled_from(["output", "outcome"]), WORDS,
                           st.sampled_from(["", "nights"]))  # fmt: skip
        strategy = Strategy(
            name, draw(LINES), draw(WORDS), draw(WORDS), draw(WORDS), draw(ROLES),
            results=tuple(draw(st.lists(result, max_size=3))),
        )  # fmt: skip
        last = missions[-1]
        missions[-1] = Mission(last.id, last.title, (*last.strategies, strategy))
    terms = draw(st.lists(st.tuples(LINES, DAYS, st.none() | DAYS), max_size=3))
    body = Body(
        draw(LINES), draw(st.sampled_from(BODY_KINDS)), draw(LINES),
        tuple(Term(o, min(a, b or a), b and max(a, b)) for o, a, b in terms),
    )  # fmt: skip
    first, last_day = sorted([draw(DAYS), draw(DAYS)])
    version = Version(draw(st.integers(1, 9)), first, draw(ROLES), draw(WORDS))
    return Plan(draw(LINES), body, first, last_day, version, tuple(missions))


@pytest.mark.parametrize(("row", "column", "plain"), [
    (HEAD | {"first": "01/04/2026"}, "first", "2026-04-01"),
    (HEAD | {"body_kind": "Mayor"}, "body_kind", "mayor"),
    (HEAD | {"kind": " PLAN "}, "kind", "plan"),
    (STRATEGY | {"owner": "Performance OFFICER"}, "owner", "performance"),
    (STRATEGY | {"success": " a\r\nb "}, "success", "a\nb"),
    (ACTION | {"depends_on": " A1;A2\nA1 ;; "}, "depends_on", "A1; A2"),
    (ACTION | {"due": "2027-09-30"}, "due", "2027-09-30"),
    (ACTION, "due", ""), (ACTION, "id", ""),
    (MEASURE, "baseline", "4.1 (2025-04:2026-03; 1200 cases)"),
    (MEASURE | {"unit": "%", "per": ""}, "unit", "percent"),
    (MEASURE | {"owner": "Partner"}, "owner", "partner"), (MEASURE, "note", ""),
    (MEASURE | {"tolerance": "±5 per cent"}, "tolerance", "5 %"),
])  # fmt: skip
def test_a_cell_is_kept_in_one_way_of_writing(row: dict, column: str, plain: str) -> None:
    """Days, roles, kinds, lists and the fields of measures; the same again when it is plain."""
    first = plain_row(row)
    assert first[column] == plain
    assert plain_row(first) == first


@pytest.mark.parametrize(("row", "column", "words", "step"), [
    ({"kind": "hope"}, "kind", "'hope' is not a kind of row.", "Use one of: plan, term"),
    ({"kind": ""}, "kind", "the kind of row is not given.", "Use one of"),
    (HEAD | {"title": " "}, "title", "'Title' is empty.", "Fill it in."),
    (STRATEGY | {"how_known": ""}, "how_known", "'How anyone will know' is empty.", "Fill"),
    (HEAD | {"last": "2026-03-31"}, "last", "the last day is before the first.", "Correct one."),
    (HEAD | {"first": "soon"}, "first", "'soon' is not a day.", ""),
    (HEAD | {"body_kind": "club"}, "body_kind",
     "'club' is not a kind of local policing body.", "police and crime commissioner"),
    (STRATEGY | {"owner": "J. Smith"}, "owner",
     "'J. Smith' is not a role that can own anything.", "Give a role"),
    (STRATEGY | {"unit": "count"}, "unit",
     "a row of the kind strategy has nothing in 'unit'.", "it fills: title, success"),
    (MEASURE | {"unit": "furlongs"}, "unit", "'furlongs' is not a unit", "Use one of"),
    (MEASURE | {"frequency": ""}, "frequency", "'How often' is empty.", "Fill"),
    (HEAD | {"title": "x" * (LONGEST_TITLE + 1)}, "title",
     "this is longer than 200 characters.", "Shorten it."),
    (ACTION | {"title": "x" * (LONGEST_TEXT + 1)}, "title",
     "this is longer than 4,000 characters.", "Shorten it."),
    (STRATEGY | {"title": "a\nb"}, "title", "this takes one line.", "one line"),
    (STRATEGY | {"id": "Calm"}, "id", "'Calm' is not an id.", "lower-case words"),
    (MEASURE | {"id": "a-"}, "id", "'a-' is not an id.", "or leave it empty"),
    (MEASURE | {"id": "a" * (LONGEST_ID + 1)}, "id", "is not an id.", "at most 80 letters"),
    (HEAD | {"id": "plan"}, "id", "a row of the kind plan has no id.", "Empty the cell."),
])  # fmt: skip
def test_a_cell_at_fault_is_named_with_the_next_step(
    row: dict, column: str, words: str, step: str
) -> None:
    """The place is the column; the words say what is wrong and what to do."""
    with pytest.raises(BadInput) as error:
        plain_row(row)
    assert error.value.place == column
    assert words in error.value.message
    assert step in (error.value.next_step or "")


@pytest.mark.parametrize("row", [
    HEAD | {"title": "x" * LONGEST_TITLE}, ACTION | {"title": "x" * LONGEST_TEXT},
    {"kind": "output", "part_of": "calm", "title": "a\n" + "x" * 300},
    HEAD | {"last": HEAD["first"]}, {"kind": "term", "title": "Mayor", "first": "2026-04-01"},
    {"kind": "term", "title": "Mayor", "first": "2026-04-01", "last": "2026-04-01"},
    STRATEGY | {"success": "a\nb"}, STRATEGY | {"id": "a" * LONGEST_ID}, ACTION | {"id": "A 1"},
])  # fmt: skip
def test_what_just_fits_is_taken(row: dict) -> None:
    """The longest cell, one day from first to last, and lines where they may stand."""
    assert plain_row(row)["title"] == row["title"]


@pytest.mark.parametrize(("title", "taken", "name"), [
    ("Safer Streets & Towns", (), "safer-streets-towns"), ("Tŵr 24/7", (), "twr-24-7"),
    ("Calm", ("calm",), "calm-2"), ("Calm", ("calm", "calm-2"), "calm-3"), ("…", (), "new"),
    ("a" * 70, (), "a" * LONGEST_NAME), ("a" * 59 + " b", (), "a" * 59),
])  # fmt: skip
def test_an_id_is_made_from_the_title(title: str, taken: tuple[str, ...], name: str) -> None:
    """Short, of letters, digits and hyphens, and one that nothing else has."""
    assert row_name(title, taken) == name


def test_new_measures_are_made_of_their_rows() -> None:
    """With what is usual where a field is empty, and the strategy that they are part of."""
    (measure,) = measures_of_rows([HEAD, plain_row(MEASURE)], dt.date(2026, 4, 1))
    assert (measure.id, measure.version, measure.strategy) == ("nights", 1, "calm")
    assert (measure.level, measure.minimum_count, measure.lag_days) == ("headline", 30, 0)
    assert measure.valid_from == dt.date(2026, 4, 1)
    assert measure.tolerance == measure.unit.tolerance
    assert measure.disclosure == "none"


def test_measures_and_actions_are_no_results() -> None:
    """A plan of rows has outputs and outcomes only; the others are entered beside it."""
    outcome = {"kind": "outcome", "id": "", "part_of": "calm", "title": "Fewer", "measure": ""}
    mission = {"kind": "mission", "id": "safe", "part_of": "", "title": "Safe"}
    rows = [plain_row(row) for row in (HEAD, mission, STRATEGY, MEASURE, outcome, ACTION)]
    plan = plan_of_rows(rows, Version(1, dt.date(2026, 4, 1), "commissioner", ""))
    assert plan.strategies[0].results == (Output("outcome", "Fewer"),)


def test_rows_without_one_for_the_plan_make_no_plan() -> None:
    """Its title, dates and body are what is missing."""
    with pytest.raises(BadInput, match="no title, dates and body yet"):
        plan_of_rows([plain_row(STRATEGY)], Version(1, dt.date(2026, 4, 1), "commissioner", ""))


@settings(max_examples=150, deadline=None)
@given(plan=plans())
def test_a_plan_comes_round_as_rows_and_as_a_file(plan: Plan) -> None:
    """Out and in again changes nothing: as plain rows, and read from a file's own columns."""
    rows = write_plan(plan)
    assert plan_of_rows(rows, plan.version) == plan
    reading = read_plan_table(file_rows(rows), NOTHING)
    assert reading.faults == ()
    assert [row for _, row in reading.entries] == [_whole(row) for row in rows]
    assert plan_of_rows([row for _, row in reading.entries], plan.version) == plan


def _whole(row: dict[str, str]) -> dict[str, str]:
    """Return a row with every column of its kind."""
    return {**dict.fromkeys(("kind", "id", "part_of", *kind_of(row).columns), ""), **row}


@settings(max_examples=60, deadline=None)
@given(plan=plans())
def test_a_whole_plan_comes_round_as_a_document(plan: Plan) -> None:
    """What the editor keeps is a document that reads back as the same plan."""
    whole = replace(
        plan,
        body=replace(plan.body, terms=(Term("the mayor", plan.first),)),
        missions=tuple(mission for mission in plan.missions if mission.strategies),
    )
    assert as_toml.parse_plan(as_toml.write_plan(whole), place="written") == whole
