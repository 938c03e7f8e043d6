"""A draft of the plan: its steps, and what may be done to its rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.plan.test_plain_rows import ACTION, HEAD, MEASURE, STRATEGY
from tests.unit.accountability.plan.test_plan_table import MISSION, OUTCOME

from beatwise.accountability.plan.plan_draft import (
    APPROVED,
    DRAFT,
    PUT_FORWARD,
    WRITING,
    cells_of,
    draft_rows,
    moved,
    parts_of,
    row_of,
    with_change,
    with_row,
    without_row,
)
from beatwise.accountability.plan.plan_table import in_outline
from beatwise.errors import BadInput, Conflict, MissingData, Refused


SECOND = STRATEGY | {"id": "fair", "title": "Fair"}
OUTPUT = OUTCOME | {"kind": "output", "title": "More"}
THIRD = MISSION | {"id": "third", "title": "Third"}
ROWS = draft_rows([HEAD, MISSION, STRATEGY, OUTCOME, OUTPUT, MEASURE, ACTION, SECOND, THIRD])
NAMES = (
    "head", "mission", "strategy", "outcome", "output", "measure", "action", "second", "third",
)  # fmt: skip
KEYS = {name: key for key, name in enumerate(NAMES, start=1)}


def order(rows: list) -> list[int]:
    return [row["key"] for row in rows]


def test_its_steps_are_a_whole_table() -> None:
    """Every state is reached and left, and every role exists."""
    assert DRAFT.faults() == ()
    assert DRAFT.move(WRITING, "put forward", role="performance") == PUT_FORWARD
    assert DRAFT.move(PUT_FORWARD, "approve", role="commissioner") == APPROVED
    assert [state.name for state in DRAFT.states if state.done] == [APPROVED]


@pytest.mark.parametrize(("state", "step", "role"), [
    (PUT_FORWARD, "approve", "performance"), (PUT_FORWARD, "approve", "deputy"),
    (WRITING, "put forward", "commissioner"), (PUT_FORWARD, "send back", "governance"),
])  # fmt: skip
def test_a_step_is_for_those_who_may_take_it(state: str, step: str, role: str) -> None:
    """Officers put forward; only the commissioner issues a plan."""
    with pytest.raises(Refused):
        DRAFT.move(state, step, role=role, why="why")


@pytest.mark.parametrize(("state", "step"), [(PUT_FORWARD, "send back"), (WRITING, "withdraw")])
def test_a_step_back_needs_a_reason(state: str, step: str) -> None:
    """It is shown to whoever wrote the draft, or kept in the history."""
    role = "commissioner" if state == PUT_FORWARD else "performance"
    with pytest.raises(BadInput, match="needs a reason"):
        DRAFT.move(state, step, role=role)


def test_a_new_draft_has_the_rows_of_the_plan_in_order() -> None:
    """Each with a key and a first version."""
    rows = draft_rows([MISSION, HEAD])
    assert cells_of(rows) == [HEAD, MISSION]
    assert [(row["key"], row["version"]) for row in rows] == [(1, 1), (2, 1)]


def test_a_row_is_added_after_its_kind() -> None:
    """With a key that was never given and an id that nothing else has."""
    rows = with_row(ROWS, STRATEGY | {"id": "", "title": "Calm"}, {}, 12)
    assert order(rows) == [1, 2, 3, 4, 5, 6, 7, 8, 13, 9]
    assert row_of(rows, 13) == {
        "key": 13,
        "version": 1,
        "cells": STRATEGY | {"id": "calm-2", "title": "Calm"},
    }
    taken = {"measure": ["nights", "nights-2"]}
    of_measure = with_row(ROWS[:3], MEASURE | {"id": ""}, taken, 9)[-1]["cells"]
    assert of_measure["id"] == "nights-3"
    other = with_row(ROWS, MEASURE | {"id": "", "title": "Calm"}, {}, 9)
    assert row_of(other, 10)["cells"]["id"] == "calm"  # a strategy has it, and no measure
    assert with_row(ROWS, STRATEGY | {"id": "own"}, {}, 9)[8]["cells"]["id"] == "own"


@pytest.mark.parametrize("cells", [ACTION | {"id": ""}, OUTCOME])
def test_what_gets_its_id_later_or_has_none_is_given_none(cells: dict) -> None:
    """An action is numbered when the plan is approved; a result has no id."""
    rows = with_row(ROWS, cells, {}, 9)
    assert row_of(rows, 10)["cells"]["id"] == ""


def test_a_row_cannot_hang_on_nothing() -> None:
    """Neither a new one nor one that is changed."""
    with pytest.raises(BadInput, match="there is no mission for Calm"):
        with_row(ROWS, STRATEGY | {"part_of": "gone"}, {}, 9)
    with pytest.raises(BadInput, match="there is no mission for Calm"):
        with_change(ROWS, KEYS["strategy"], 1, STRATEGY | {"part_of": "gone"})


def test_a_change_keeps_key_kind_and_id_and_counts() -> None:
    """Whatever is sent; the other rows stay as they are."""
    sent = {"kind": "mission", "id": "other", "part_of": "", "title": "Safer"}
    rows = with_change(ROWS, KEYS["mission"], 1, sent)
    assert row_of(rows, 2) == {"key": 2, "version": 2, "cells": MISSION | {"title": "Safer"}}
    assert [row for row in rows if row["key"] != 2] == [row for row in ROWS if row["key"] != 2]
    with pytest.raises(Conflict, match="changed by someone else"):
        with_change(rows, 2, 1, sent)
    with pytest.raises(MissingData, match="no longer in the draft"):
        with_change(rows, 99, 1, sent)


def test_a_strategy_goes_to_another_mission_with_what_hangs_on_it() -> None:
    """The rows stand in the plan's order again."""
    rows = with_change(ROWS, KEYS["strategy"], 1, STRATEGY | {"part_of": "third"})
    assert order(rows) == [1, 2, 8, 9, 3, 4, 5, 6, 7]


def test_a_withdrawn_row_takes_its_parts_along() -> None:
    """Directly or by way of another; what is beside it stays."""
    assert order(parts_of(ROWS, KEYS["mission"])) == [3, 4, 5, 6, 7, 8]
    assert order(parts_of(ROWS, KEYS["strategy"])) == [4, 5, 6, 7]
    assert parts_of(ROWS, KEYS["action"]) == parts_of(ROWS, KEYS["head"]) == []
    assert order(without_row(ROWS, KEYS["strategy"])) == [1, 2, 8, 9]
    assert order(without_row(ROWS, KEYS["measure"])) == [1, 2, 3, 4, 5, 7, 8, 9]


@pytest.mark.parametrize(("name", "up", "keys"), [
    ("third", True, [1, 9, 2, 3, 4, 5, 6, 7, 8]), ("third", False, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ("mission", False, [1, 9, 2, 3, 4, 5, 6, 7, 8]), ("mission", True, [1, *range(2, 10)]),
    ("second", True, [1, 2, 8, 3, 4, 5, 6, 7, 9]), ("strategy", False, [1, 2, 8, 3, 4, 5, 6, 7, 9]),
    ("output", True, [1, 2, 3, 5, 4, 6, 7, 8, 9]), ("measure", True, [1, *range(2, 10)]),
])  # fmt: skip
def test_a_row_moves_among_its_own(name: str, up: bool, keys: list[int]) -> None:
    """Missions, strategies of one mission, outputs and outcomes together; no further than the end.

    Nothing else of the draft changes.
    """
    rows = moved(ROWS, KEYS[name], up)
    assert order(rows) == keys
    assert sorted(rows, key=lambda row: row["key"]) == ROWS


def test_strategies_of_other_missions_are_no_neighbours() -> None:
    """The first of a mission stays its first."""
    rows = with_row(ROWS, SECOND | {"id": "own", "part_of": "third"}, {}, 9)
    assert moved(rows, 10, up=True) == rows
    assert moved(rows, KEYS["second"], up=False) == rows


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["up", "down", "out"]))))
def test_whatever_is_moved_or_withdrawn_the_rows_stand_in_order(steps: list) -> None:
    """No key twice, nothing that hangs on nothing, and the order of the plan."""
    rows = list(ROWS)
    for at, what in steps:
        if rows:
            key = rows[at % len(rows)]["key"]
            rows = without_row(rows, key) if what == "out" else moved(rows, key, what == "up")
    assert len(set(order(rows))) == len(rows)
    assert cells_of(rows) == in_outline(cells_of(rows))
