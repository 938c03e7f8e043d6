"""The plan as one table in a file: what a row belongs to, and at which row a fault stands."""

from __future__ import annotations

import pytest
from tests.unit.accountability.plan.test_plain_rows import ACTION, HEAD, MEASURE, STRATEGY
from tests.unit.accountability.plan.worlds import action
from tests.unit.accountability.worlds import measure

from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.plan.plain_rows import plain_row
from beatwise.accountability.plan.plan_table import (
    Defined,
    action_row,
    check_parts,
    file_rows,
    in_outline,
    measure_row,
    read_plan_table,
)
from beatwise.errors import BadInput


NOTHING = Defined({}, {})
MISSION = {"kind": "mission", "id": "safe", "title": "Safe", "part_of": ""}
OUTCOME = {"kind": "outcome", "id": "", "part_of": "calm", "title": "Fewer", "measure": ""}


def rows(*given: dict[str, str]) -> list[dict[str, str]]:
    """Rows of a file, each with the columns that a file must have."""
    return [{"id": "", "part_of": "", **row} for row in given]


def faults(*given: dict[str, str]) -> list[tuple[int, str, str]]:
    """The faults of rows, with their row, column and words."""
    return [(f.row, f.column, f.words) for f in read_plan_table(rows(*given), NOTHING).faults]


def test_a_row_belongs_to_what_it_names_or_stands_beneath() -> None:
    """By id or title in any case, or the mission or strategy above it."""
    file = rows(HEAD, MISSION, STRATEGY | {"part_of": ""}, OUTCOME | {"part_of": "CALM"},
                STRATEGY | {"id": "fair", "title": "Fair play", "part_of": "SAFE"},
                OUTCOME | {"part_of": ""}, ACTION | {"part_of": "fair PLAY"})  # fmt: skip
    entries = read_plan_table(file, NOTHING).entries
    assert [row["part_of"] for _, row in entries] == ["", "", "safe", "calm", "safe", "fair",
                                                      "fair"]  # fmt: skip
    assert [number for number, _ in entries] == [2, 3, 4, 5, 6, 7, 8]


def test_an_id_goes_before_a_title_of_the_same_words() -> None:
    """A strategy titled like another's id does not take what hangs on that."""
    other = STRATEGY | {"id": "other", "title": "calm"}
    reading = read_plan_table(rows(HEAD, MISSION, other, STRATEGY, OUTCOME), NOTHING)
    assert reading.entries[-1][1]["part_of"] == "calm"


def test_an_id_is_made_where_there_is_none() -> None:
    """From the title, beside those in the file and in the office; an action gets its own later."""
    known = Defined({"nights": plain_row(MEASURE)}, {})
    file = rows(HEAD, MISSION | {"id": ""}, STRATEGY | {"id": "", "part_of": "Safe"},
                STRATEGY | {"id": "calm-2", "part_of": "Safe"},
                STRATEGY | {"id": "", "part_of": "Safe"},
                MEASURE | {"id": "", "part_of": ""}, ACTION | {"part_of": ""},
                OUTCOME | {"part_of": ""})  # fmt: skip
    reading = read_plan_table(file, known)
    assert [row["id"] for _, row in reading.entries] == [
        "", "safe", "calm", "calm-2", "calm-3", "nights-2", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("given", "fault"), [
    ((HEAD, MISSION, STRATEGY | {"part_of": "fair"}),
     (4, "part_of", "there is no mission 'fair' in the file.")),
    ((HEAD, STRATEGY | {"part_of": ""}),
     (3, "part_of", "the strategy does not say to which mission it belongs.")),
    ((HEAD, MISSION, ACTION | {"part_of": "safe"}),
     (4, "part_of", "there is no strategy 'safe' in the file.")),
    ((HEAD, MISSION | {"part_of": "calm"}),
     (3, "part_of", "a row of the kind mission is part of nothing.")),
    ((HEAD, MISSION, MISSION), (4, "id", "two rows of the kind mission have the id safe.")),
    ((HEAD, MISSION, HEAD), (4, "kind", "the plan has two rows.")),
    ((MISSION,), (2, "kind", "the file has no row for the plan itself.")),
    ((HEAD, MISSION | {"title": ""}), (3, "title", "'Title' is empty.")),
])  # fmt: skip
def test_a_fault_names_its_row_and_column(given: tuple, fault: tuple) -> None:
    """Of a cell, of what a row belongs to, of two rows together."""
    assert faults(*given) == [fault]


def test_faults_stand_in_order_of_row_and_none_hides_another() -> None:
    """What is wrong in one row does not stop the next from being read."""
    found = faults(HEAD, MISSION, MISSION, STRATEGY | {"part_of": "x"}, ACTION, ACTION)
    assert [(row, column) for row, column, _ in found] == [(4, "id"), (5, "part_of")]
    assert [row for row, _, _ in faults(HEAD | {"title": ""}, MISSION | {"title": ""})] == [2, 3]


def test_two_actions_without_an_id_are_no_twins_and_twins_are() -> None:
    """Only what has an id can have it twice, within one kind."""
    both = ACTION | {"id": "A1"}
    assert faults(HEAD, MISSION, STRATEGY, ACTION, ACTION, MEASURE | {"id": "calm"}) == []
    assert faults(HEAD, MISSION, STRATEGY, both, both) == [
        (6, "id", "two rows of the kind action have the id A1."),
    ]  # fmt: skip


def test_row_numbers_are_those_of_the_file() -> None:
    """A table that stands lower in its sheet is counted as the sheet counts."""
    reading = read_plan_table(rows(HEAD, MISSION, MISSION), NOTHING, [7, 8, 12])
    assert [fault.row for fault in reading.faults] == [12]


def test_a_column_that_the_file_lacks_keeps_what_is_there() -> None:
    """Of a measure or an action of the office; an empty cell empties it."""
    known = Defined({"nights": plain_row(MEASURE)}, {"A1": plain_row(ACTION | {"id": "A1"})})
    file = rows(
        HEAD,
        MISSION,
        STRATEGY,
        {"kind": "measure", "id": "nights", "part_of": "calm", "title": "At night"},
        {"kind": "Action", "id": "A1", "part_of": "calm", "title": "Agree", "due": ""},
    )
    reading = read_plan_table(file, known)
    assert reading.faults == ()
    *_, of_measure, of_action = (row for _, row in reading.entries)
    assert (of_measure["title"], of_measure["unit"]) == ("At night", "rate")
    assert of_action["owner"] == "partner"


def test_what_the_office_has_comes_round() -> None:
    """Each measure that comes along, and an action, reads back as it was written."""
    measures = load_set("plan-2025-29").measures
    known = Defined(
        {m.id: measure_row(m) for m in measures},
        {"a": action_row(action("a", "2027-09-30", depends_on="bc"), "Northtown")},
    )
    strategies = [STRATEGY | {"id": name, "title": name} for name in
                  {"policing", *(m.strategy for m in measures)}]  # fmt: skip
    file = file_rows([HEAD, MISSION, *strategies, *known.measures.values(),
                      *known.actions.values()])  # fmt: skip
    reading = read_plan_table(file, known)
    assert reading.faults == ()
    there = {(r["kind"], r["id"]): r for _, r in reading.entries}
    for kind in ("measure", "action"):
        assert {name: there[kind, name] for name in known.of(kind)} == known.of(kind)
    assert known.of("mission") == {}


def test_an_action_without_a_date_and_a_measure_are_rows() -> None:
    """An empty date is an empty cell; a measure is part of its strategy."""
    assert action_row(action("a"))["due"] == ""
    assert action_row(action("a", "2027-09-30"))["due"] == "2027-09-30"
    assert action_row(action("a"), "Northtown")["area"] == "Northtown"
    assert measure_row(measure())["part_of"] == "policing"


def test_a_file_has_every_column_and_titles_of_roles() -> None:
    """Whatever the kind of row; a role that is a title of something else stays."""
    (row,) = file_rows([STRATEGY | {"title": "performance"}])
    assert row["owner"] == "Performance officer"
    assert (row["title"], row["unit"]) == ("performance", "")


def test_rows_stand_in_the_order_of_the_plan() -> None:
    """Plan, terms, then each mission with its strategies and what hangs on them by kind."""
    term = {"kind": "term", "id": "", "title": "Mayor", "part_of": ""}
    output = OUTCOME | {"kind": "output", "title": "More"}
    lost = ACTION | {"part_of": "gone"}
    second = MISSION | {"id": "fair"}
    other = STRATEGY | {"id": "just", "part_of": "fair"}
    given = [ACTION, lost, other, second, MEASURE, OUTCOME, output, STRATEGY, MISSION, term, HEAD]
    assert in_outline(given) == [
        HEAD, term, second, other, MISSION, STRATEGY, OUTCOME, output, MEASURE, ACTION, lost,
    ]  # fmt: skip


def test_a_row_that_hangs_on_nothing_is_refused() -> None:
    """The strategy of a measure must be there, and it must be a strategy."""
    check_parts([HEAD, MISSION, STRATEGY, MEASURE])
    with pytest.raises(BadInput, match="there is no strategy for Nights") as error:
        check_parts([HEAD, MISSION | {"id": "calm"}, MEASURE])
    assert error.value.place == "part_of"
    assert error.value.next_step == "Choose a strategy."


def test_an_empty_file_lacks_the_plan() -> None:
    """There is a fault, and it has a row."""
    (fault,) = read_plan_table([], NOTHING).faults
    assert (fault.row, fault.column) == (1, "kind")
