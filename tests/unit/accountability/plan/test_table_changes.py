"""What a table changes of a draft: new, changed and gone rows, and which keep their keys."""

from __future__ import annotations

from hypothesis import given, settings
from tests.unit.accountability.plan.test_plain_rows import HEAD, STRATEGY, plans
from tests.unit.accountability.plan.test_plan_table import MISSION, OUTCOME

from beatwise.accountability.plan.plain_rows import write_plan
from beatwise.accountability.plan.plan_draft import cells_of, draft_rows
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.plan.table_changes import (
    TableChanges,
    changed_cells,
    table_changes,
    with_keys,
)


TERM = {"kind": "term", "id": "", "part_of": "", "title": "Mayor", "first": "2026-04-01"}
SECOND = MISSION | {"id": "fair", "title": "Fair"}
ROWS = [HEAD, TERM, MISSION, STRATEGY, OUTCOME, SECOND]


def test_alike_tables_change_nothing() -> None:
    """Every row is the same, rows with the same words too."""
    assert table_changes([*ROWS, OUTCOME], [*ROWS, OUTCOME]) == TableChanges((), (), (), 7, False)


def test_rows_are_new_changed_and_gone() -> None:
    """By id where there is one: another title is a change; a result with other words is another."""
    better, other = STRATEGY | {"success": "better"}, OUTCOME | {"title": "Less"}
    changes = table_changes(ROWS, [HEAD, TERM, MISSION, better, other, SECOND])
    assert changes == TableChanges((other,), (OUTCOME,), ((STRATEGY, better),), 4, False)


def test_a_term_is_known_by_its_place() -> None:
    """Its last day is a change of it; a second term is new."""
    ended = TERM | {"last": "2027-05-06"}
    changes = table_changes([HEAD, TERM], [HEAD, ended, TERM])
    assert changes == TableChanges((TERM,), (), ((TERM, ended),), 1, False)


def test_another_order_is_said_of_what_is_in_both() -> None:
    """A row that is new or gone makes no other order."""
    assert table_changes([HEAD, MISSION, SECOND], [HEAD, SECOND, MISSION]).reordered
    assert not table_changes([HEAD, MISSION, SECOND], [HEAD, SECOND]).reordered
    assert not table_changes([HEAD, SECOND], [HEAD, MISSION, SECOND]).reordered


def test_cells_that_differ_are_named_with_what_a_row_is_part_of() -> None:
    """An absent cell is an empty one; the id is none of them."""
    assert changed_cells(STRATEGY, STRATEGY | {"part_of": "fair", "id": "x"}) == {"part_of": "fair"}
    assert changed_cells(TERM, TERM | {"last": ""}) == {}
    assert changed_cells(TERM | {"last": "2027-05-06"}, TERM) == {"last": ""}


def test_rows_keep_their_keys_and_count_their_changes() -> None:
    """So that somebody who is changing one of them notices."""
    draft = draft_rows(ROWS)
    after = [HEAD, TERM, SECOND, MISSION | {"title": "Safer"}, STRATEGY | {"id": "new"}]
    keyed = with_keys(after, draft, 9)
    assert [(row["key"], row["version"]) for row in keyed] == [
        (1, 1), (2, 1), (6, 1), (3, 2), (10, 1),
    ]  # fmt: skip
    assert cells_of(keyed) == after
    (one, two) = with_keys([MISSION, SECOND], [], 0)
    assert (one["key"], two["key"]) == (1, 2)


@settings(max_examples=80, deadline=None)
@given(plan=plans())
def test_a_plan_beside_itself_changes_nothing(plan: Plan) -> None:
    """Whatever stands in it twice, and every row keeps its key."""
    rows = write_plan(plan)
    assert table_changes(rows, rows) == TableChanges((), (), (), len(rows), False)
    draft = draft_rows(rows)
    assert with_keys(cells_of(draft), draft, len(draft)) == draft
