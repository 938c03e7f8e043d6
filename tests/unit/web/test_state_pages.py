"""The reference pages of actions and boards say what the state tables say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.web.pages import state_diagram


DOCS = Path(__file__).parents[3] / "docs"
TABLES = {
    "actions": (ACTION, "actions.md"),
    "changes": (CHANGE_REQUEST, "actions.md"),
    "meetings": (MEETING, "boards.md"),
}


def in_markdown(table) -> str:
    """Return a state table as a page prints it."""
    rows = [("from", "step", "to", "who may", "what it needs"), ("---",) * 5, *table.rows()]
    return "".join(f"| {' | '.join(cell or ' ' for cell in row)} |\n" for row in rows)


@pytest.mark.parametrize("name", TABLES)
def test_a_reference_page_has_the_table_that_is_in_force(name):
    """Whoever changes a table changes its page: copy what this test expects."""
    table, page = TABLES[name]
    words = (DOCS / "reference" / page).read_text("utf-8")
    printed = re.search(rf"<!-- table: {name} -->\n(.*?)<!-- end -->", words, re.DOTALL)
    assert printed[1] == in_markdown(table)


@pytest.mark.parametrize("name", TABLES)
def test_the_picture_is_the_one_that_the_table_draws(name):
    """The picture of the page is drawn from the table, and from the one in force."""
    table = TABLES[name][0]
    held = (DOCS / "pictures" / f"{name}.svg").read_text("utf-8")
    assert held == state_diagram.svg(table, table.name) + "\n"
