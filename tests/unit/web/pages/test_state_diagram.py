"""The picture of a state table shows the table that is in force."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from beatwise.accountability.boards.agenda import MEETING
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.accountability.registers.read_toml import definitions
from beatwise.web.pages import state_diagram


DOCS = Path(__file__).parents[4] / "docs"
TABLES = {"actions": ACTION, "changes": CHANGE_REQUEST, "meetings": MEETING}


@pytest.mark.parametrize("name", TABLES)
def test_the_picture_is_the_one_that_the_table_draws(name):
    """The picture of the page is drawn from the table, and from the one in force."""
    table = TABLES[name]
    picture = (DOCS / "pictures" / f"{name}.svg").read_text("utf-8")
    assert picture == state_diagram.svg(table, table.name) + "\n"


def test_the_picture_shows_each_state_and_each_step_of_the_table():
    """Every state is in it, and every step's words once a state that it leaves for another."""
    for register in definitions().values():
        picture = state_diagram.svg(register, register.one)
        for state in register.states:
            assert f">{state.title}</text>" in picture
        for step in register.transitions:
            assert picture.count(f'font-size="12">{escape(step.words)}</text>') == len(
                set(step.sources) - {step.target}
            )
        assert "style=" not in picture
