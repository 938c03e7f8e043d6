"""State tables: what a faulty one is told, and what holds of any walk through a whole one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.errors import BadInput, BeatwiseError


DOCS = Path(__file__).parents[4] / "docs"
TABLES = (ACTION, MEETING, CHANGE_REQUEST)
PAGES = {
    "actions": (ACTION, "actions.md"),
    "changes": (CHANGE_REQUEST, "actions.md"),
    "meetings": (MEETING, "boards.md"),
}


def test_a_faulty_table_is_told_all_its_faults():
    """Unknown roles and states, dead ends, islands and doubles are each named."""
    table = StateTable(
        "a thing",
        (State("a", "A"), State("b", "B", final=True), State("c", "C"), State("c", "C")),
        (
            Transition("go", "Go", ("a",), "b", ("performance",)),
            Transition("go", "Go", ("b",), "z", ("wizard",)),
            Transition("stay", "Stay", (), "a", ()),
        ),
    )
    message = " / ".join(table.faults())
    for words in (
        "two states are called 'c'",
        "two steps are called 'go'",
        "no state 'z'",
        "no role 'wizard'",
        "open to nobody",
        "state 'c' cannot be reached",
        "state 'b' is final and yet has a way out",
        "state 'c' has no way out",
    ):
        assert words in message


def test_an_unknown_state_is_refused():
    """A state that the table does not have is refused by name."""
    with pytest.raises(BadInput, match="asleep"):
        ACTION.state("asleep")


def test_the_printed_table_has_a_row_for_each_way():
    """The printed table has one row for each state that a step leaves."""
    for table in TABLES:
        assert len(table.rows()) == sum(len(move.sources) for move in table.transitions)


@given(data=st.data(), table=st.sampled_from(TABLES))
def test_no_walk_leaves_the_table(data: st.DataObject, table: StateTable):
    """However steps are tried, the state is always one of the table, and final states are final."""
    state = table.first.name
    names = st.sampled_from([move.name for move in table.transitions])
    roles = st.sampled_from(["commissioner", "governance", "performance", "partner", "patroller"])
    for _ in range(12):
        before = state
        try:
            state = table.move(
                state,
                data.draw(names),
                role=data.draw(roles),
                requirements_met=data.draw(st.sampled_from([(), ("evidence", "minutes")])),
                why=data.draw(st.sampled_from(["", "because"])),
                board=data.draw(st.sampled_from(["", "Delivery Board"])),
            )
        except BeatwiseError:
            state = before
        assert table.state(state)
        if table.state(before).final:
            assert state == before


def in_markdown(table) -> str:
    """Return a state table as a page prints it."""
    rows = [("from", "step", "to", "who may", "what it needs"), ("---",) * 5, *table.rows()]
    return "".join(f"| {' | '.join(cell or ' ' for cell in row)} |\n" for row in rows)


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_has_the_table_that_is_in_force(name):
    """Whoever changes a table changes its page: copy what this test expects."""
    table, page = PAGES[name]
    words = (DOCS / "reference" / page).read_text("utf-8")
    printed = re.search(rf"<!-- table: {name} -->\n(.*?)<!-- end -->", words, re.DOTALL)
    assert printed[1] == in_markdown(table)
