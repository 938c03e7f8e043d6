"""Actions as rows of a file: what is read, and at which row a fault is told."""

from __future__ import annotations

import pytest
from tests.unit.accountability.plan.worlds import action

from beatwise.accountability.plan.action_rows import read_actions, write_actions


ROW = {
    "id": "a", "title": "A", "strategy": "policing", "owner": "Performance officer",
    "due": "30/06/2025", "state": "In Progress", "depends_on": " b ; ;c", "evidence": "",
}  # fmt: skip
OTHERS = (action("b"), action("c"))


def test_titles_and_names_are_understood_in_any_case() -> None:
    """A role and a state by name or title; lists are parted by semicolons."""
    ((number, of_row),) = read_actions([ROW], ["policing"], OTHERS).entries
    assert number == 2
    assert of_row == action("a", "2025-06-30", "in progress", "bc")


def test_what_is_written_reads_back() -> None:
    """Every field comes round."""
    plan = [action("a", "2025-06-30", "complete", "b", created="2025-04-01", evidence=("x", "y"),
                   original_due="2025-06-01"), action("b")]  # fmt: skip
    assert [each for _, each in read_actions(write_actions(plan), ["policing"]).entries] == plan


def test_an_action_outside_the_plan_has_no_strategy() -> None:
    """A board's own action is read with an empty cell, and written with one."""
    rows = [{**ROW, "strategy": " ", "depends_on": ""}]
    ((_, of_row),) = read_actions(rows, ["policing"], OTHERS).entries
    assert of_row.strategy == ""
    assert [each["strategy"] for each in write_actions([of_row])] == [""]


@pytest.mark.parametrize(("change", "column", "words"), [
    ({"id": " "}, "id", "'id' is empty."), ({"title": ""}, "title", "'title' is empty."),
    ({"strategy": "gardening"}, "strategy", "there is no strategy 'gardening'."),
    ({"owner": "J. Smith"}, "owner", "'J. Smith' is not known."),
    ({"state": "asleep"}, "state", "'asleep' is not known."),
    ({"due": "soon"}, "due", "'soon' is not a day."),
    ({"state": "complete"}, "",
     "an action has a day of completion when it is complete, and only then."),
    ({"depends_on": "z"}, "", "action a waits for z, which is not in the plan."),
    ({"depends_on": "a"}, "", "these actions wait for each other: a."),
])  # fmt: skip
def test_a_fault_names_its_row_and_column(change: dict, column: str, words: str) -> None:
    """Faults of a cell have its column; faults between actions have the row alone."""
    (fault,) = read_actions([ROW | change], ["policing"], OTHERS).faults
    assert (fault.row, fault.column, fault.words) == (2, column, words)


def test_faults_between_actions_wait_until_every_row_is_read() -> None:
    """While a row cannot be read, nobody is told that it is waited for in vain."""
    rows = [ROW | {"depends_on": "n"}, ROW | {"id": "n", "due": "soon"}]
    assert [fault.column for fault in read_actions(rows, ["policing"]).faults] == ["due"]


def test_a_row_replaces_the_action_of_its_id() -> None:
    """A known action with the id of a row is no twin, and its old waiting no circle."""
    known = [*OTHERS, action("a", depends_on="a")]
    assert read_actions([ROW], ["policing"], known).sound
    twins = read_actions([ROW, ROW], ["policing"], OTHERS)
    assert [(fault.row, fault.words) for fault in twins.faults] == [
        (3, "two actions are called a.")
    ]


def test_a_fault_of_known_actions_is_told_at_the_headings() -> None:
    """The file has no row for it."""
    (fault,) = read_actions([ROW], ["policing"], [*OTHERS, action("d", depends_on="z")]).faults
    assert (fault.row, fault.words) == (1, "action d waits for z, which is not in the plan.")
